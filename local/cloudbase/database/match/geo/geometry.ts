/** GeoJSON and legacy coordinate pairs, read into points, lines and polygons on the sphere. */
import { isDocument } from '../../values/document-text';
import { samePoint, vectorOf, type Vector } from './sphere';

export type Line = readonly Vector[];
/** The outer ring, then the holes. */
export type Polygon = readonly Line[];

export interface Geometry {
  points: Vector[];
  lines: Line[];
  polygons: Polygon[];
}

export class InvalidGeometry extends Error {}

export function parseGeometry(value: unknown): Geometry {
  const geometry: Geometry = { points: [], lines: [], polygons: [] };
  if (Array.isArray(value)) geometry.points.push(position(value));
  else add(geometry, value);
  return geometry;
}

/** A stored value that is no geometry is simply not found. */
export function geometryOrNothing(value: unknown): Geometry | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  try {
    return parseGeometry(value);
  } catch (error) {
    if (error instanceof InvalidGeometry) return undefined;
    throw error;
  }
}

function add(geometry: Geometry, value: unknown): void {
  if (!isDocument(value)) throw new InvalidGeometry('geometry must be an object or a coordinate pair');
  const { type, coordinates, geometries } = value;
  switch (type) {
    case 'Point':
      return void geometry.points.push(position(coordinates));
    case 'MultiPoint':
      return void geometry.points.push(...items(coordinates).map(position));
    case 'LineString':
      return void geometry.lines.push(line(coordinates));
    case 'MultiLineString':
      return void geometry.lines.push(...items(coordinates).map(line));
    case 'Polygon':
      return void geometry.polygons.push(polygon(coordinates));
    case 'MultiPolygon':
      return void geometry.polygons.push(...items(coordinates).map(polygon));
    case 'GeometryCollection':
      return items(geometries).forEach((part) => {
        add(geometry, part);
      });
    case undefined:
      return void geometry.points.push(legacyPair(value));
    default:
      throw new InvalidGeometry(`unknown GeoJSON type: ${JSON.stringify(type)}`);
  }
}

function items(value: unknown): unknown[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new InvalidGeometry('GeoJSON coordinates must be an array');
  return value;
}

function position(value: unknown): Vector {
  if (!Array.isArray(value) || value.length < 2)
    throw new InvalidGeometry('Point must be an array or object of at least two numbers');
  const coordinates: unknown[] = value;
  const [longitude, latitude] = coordinates;
  return onEarth(longitude, latitude);
}

function onEarth(longitude: unknown, latitude: unknown): Vector {
  if (typeof longitude !== 'number' || typeof latitude !== 'number')
    throw new InvalidGeometry('Point must only contain numeric elements');
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90)
    throw new InvalidGeometry(`longitude/latitude is out of bounds, lng: ${longitude} lat: ${latitude}`);
  return vectorOf(longitude, latitude);
}

/** { lng, lat } and the like: any object of two numbers. */
function legacyPair(value: Record<string, unknown>): Vector {
  const [longitude, latitude] = Object.values(value);
  return onEarth(longitude, latitude);
}

function line(value: unknown): Line {
  const points = items(value).map(position);
  if (points.length < 2) throw new InvalidGeometry('GeoJSON LineString must have at least 2 vertices');
  return points;
}

function polygon(value: unknown): Polygon {
  return items(value).map((ring) => {
    const points = items(ring).map(position);
    const [first, last] = [points[0], points.at(-1)];
    if (!first || !last || !samePoint(first, last))
      throw new InvalidGeometry(`Loop is not closed: ${JSON.stringify(ring)}`);
    if (points.length < 4) throw new InvalidGeometry('Loop must have at least 3 different vertices');
    return points;
  });
}
