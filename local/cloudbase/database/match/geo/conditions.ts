/** $geoWithin, $geoIntersects and $nearSphere on the sphere; the flat legacy shapes are refused by name. */
import { isDocument, stringifyValue, type Document } from '../../values/document-text';
import { requestFailed } from '../../errors';
import type { ValueTest } from '../document-path';
import { geometryOrNothing, InvalidGeometry, parseGeometry, type Geometry } from './geometry';
import { intersects, liesWithin } from './relations';
import { angleBetween, EARTH_RADIUS_METRES, type Vector } from './sphere';

export function geoWithin(operand: unknown): ValueTest {
  if (!isDocument(operand)) throw requestFailed('geometry must be an object');
  if (operand.$centerSphere !== undefined) return withinCircle(operand.$centerSphere);
  const region = geometryOf(operand, '$geoWithin');
  const { polygons } = region;
  if (polygons.length === 0 || region.points.length + region.lines.length > 0) {
    throw requestFailed(`$geoWithin not supported with provided geometry: ${stringifyValue(operand)}`);
  }
  return onGeometry((stored) => liesWithin(stored, polygons));
}

export function geoIntersects(operand: unknown): ValueTest {
  if (!isDocument(operand)) throw requestFailed('geometry must be an object');
  const wanted = geometryOf(operand, '$geoIntersects');
  return onGeometry((stored) => intersects(stored, wanted));
}

export interface Nearness {
  from: Vector;
  /** In radians. */
  nearest: number;
  farthest: number;
}

/** { $geometry, $minDistance, $maxDistance } in metres, or a coordinate pair and radians. */
export function nearnessOf(condition: Document, operator: string): Nearness {
  const operand = condition[operator];
  const modern = isDocument(operand) && operand.$geometry !== undefined;
  const bounds = isDocument(operand) && '$geometry' in operand ? operand : condition;
  const unit = modern ? EARTH_RADIUS_METRES : 1;
  return {
    from: onlyPoint(modern ? operand.$geometry : operand, operator),
    nearest: distanceOr(bounds.$minDistance, '$minDistance', 0) / unit,
    farthest: distanceOr(bounds.$maxDistance, '$maxDistance', Infinity) / unit,
  };
}

export function onlyPoint(value: unknown, operator: string): Vector {
  const { points, lines, polygons } = readGeometry(value);
  const [point] = points;
  if (!point || points.length + lines.length + polygons.length !== 1)
    throw requestFailed(
      `invalid point in geo near query $geometry argument: ${stringifyValue(value)} (${operator})`,
    );
  return point;
}

/** In radians from the nearest of its points; undefined when the value is no place. */
export function distanceFrom(from: Vector, value: unknown): number | undefined {
  const stored = geometryOrNothing(value);
  if (!stored) return undefined;
  const reached = [...stored.points, ...stored.lines.flat(), ...stored.polygons.flat(2)];
  if (reached.length === 0) return undefined;
  return Math.min(...reached.map((point) => angleBetween(from, point)));
}

export function near(nearness: Nearness): ValueTest {
  return (value) => {
    const distance = distanceFrom(nearness.from, value);
    return distance !== undefined && distance >= nearness.nearest && distance <= nearness.farthest;
  };
}

function distanceOr(value: unknown, name: string, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'number') throw requestFailed(`${name} must be a number`);
  if (value < 0) throw requestFailed(`${name} must be non-negative`);
  return value;
}

function withinCircle(operand: unknown): ValueTest {
  const pair: unknown[] = Array.isArray(operand) ? operand : [];
  const [centre, radius] = pair;
  if (typeof radius !== 'number') throw requestFailed('radius must be a non-negative number');
  if (radius < 0) throw requestFailed('radius must be a non-negative number');
  const from = onlyPoint(centre, '$centerSphere');
  return onGeometry((stored) => {
    const all = [...stored.points, ...stored.lines.flat(), ...stored.polygons.flat(2)];
    return all.length > 0 && all.every((point) => angleBetween(from, point) <= radius);
  });
}

function geometryOf(operand: Document, operator: string): Geometry {
  const shape = Object.keys(operand)[0] ?? 'nothing';
  if (shape !== '$geometry')
    throw requestFailed(`${shape} of ${operator} is not available in the local database: use $geometry`);
  return readGeometry(operand.$geometry);
}

function readGeometry(value: unknown): Geometry {
  try {
    return parseGeometry(value);
  } catch (error) {
    if (error instanceof InvalidGeometry) throw requestFailed(error.message);
    throw error;
  }
}

const onGeometry =
  (holds: (stored: Geometry) => boolean): ValueTest =>
  (value) => {
    const stored = geometryOrNothing(value);
    return stored !== undefined && holds(stored);
  };
