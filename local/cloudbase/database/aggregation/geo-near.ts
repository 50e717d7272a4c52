/** $geoNear: every document with a place, nearest first, with its distance. */
import { requestFailed } from '../errors';
import { distanceFrom, onlyPoint } from '../match/geo/conditions';
import { geometryOrNothing } from '../match/geo/geometry';
import { EARTH_RADIUS_METRES } from '../match/geo/sphere';
import { findEach, type QueryCost } from '../query/find';
import type { CollectionTable } from '../storage/collection-table';
import { isDocument, type Document } from '../values/document-text';
import { valuesAtPath } from '../values/field-path';
import { compileAddFields } from './choose-fields';

interface Near {
  document: Document;
  distance: number;
}

export function geoNear(table: CollectionTable, spec: unknown, cost: QueryCost): Document[] {
  if (!isDocument(spec)) throw requestFailed('$geoNear must take an object');
  const { near, distanceField, key, query, includeLocs } = spec;
  if (typeof distanceField !== 'string')
    throw requestFailed("$geoNear requires a 'distanceField' option as a String");
  if (near === undefined) throw requestFailed("$geoNear requires a 'near' option");
  // A GeoJSON point measures in metres, a coordinate pair in radians.
  const unit = isDocument(near) ? EARTH_RADIUS_METRES : 1;
  const from = onlyPoint(near, '$geoNear');
  const [nearest, farthest] = [numberOr(spec.minDistance, 0), numberOr(spec.maxDistance, Infinity)];
  const multiplier = numberOr(spec.distanceMultiplier, 1);

  const found: (Near & { place: unknown })[] = [];
  for (const { document } of findEach(table, isDocument(query) ? query : {}, cost)) {
    const place = placeOf(document, key);
    const radians = distanceFrom(from, place);
    if (radians === undefined) continue;
    const distance = radians * unit;
    if (distance >= nearest && distance <= farthest) found.push({ document, distance, place });
  }
  found.sort((a, b) => a.distance - b.distance);
  const withDistance = compileAddFields({
    [distanceField]: '$distance',
    ...(typeof includeLocs === 'string' ? { [includeLocs]: '$place' } : {}),
  });
  return found.map(({ document, distance, place }) =>
    withDistance(document, (expression) => (expression === '$place' ? place : distance * multiplier)),
  );
}

/** CloudBase finds the field by its geographic index; there is none here, so without a key it is the field that holds a place. */
function placeOf(document: Document, key: unknown): unknown {
  if (typeof key === 'string') {
    const { values } = valuesAtPath(document, key);
    return values.length === 1 ? values[0] : values;
  }
  return Object.values(document).find(
    (value) => isDocument(value) && 'type' in value && geometryOrNothing(value),
  );
}

function numberOr(value: unknown, otherwise: number): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value !== 'number' || value < 0)
    throw requestFailed('distances of $geoNear must be non-negative numbers');
  return value;
}
