/** $near and $nearSphere also order: nearest first, unless an order is asked for. */
import { distanceFrom, nearnessOf, type Nearness } from '../match/geo/conditions';
import { isDocument, type Document } from '../values/document-text';
import { valuesAtPath } from '../values/field-path';

export interface FieldNearness {
  field: string;
  nearness: Nearness;
}

export function nearestFirst(filter: Document): FieldNearness | undefined {
  for (const [field, condition] of Object.entries(filter)) {
    if (field === '$and' && Array.isArray(condition)) {
      const inside = condition.map((part: unknown) => (isDocument(part) ? nearestFirst(part) : undefined));
      const found = inside.find((each) => each !== undefined);
      if (found) return found;
    }
    if (!isDocument(condition)) continue;
    const operator = ['$nearSphere', '$near'].find((name) => name in condition);
    if (operator) return { field, nearness: nearnessOf(condition, operator) };
  }
  return undefined;
}

export function byDistance<T extends { document: Document }>(
  found: T[],
  { field, nearness }: FieldNearness,
): T[] {
  const distance = ({ document }: T): number => {
    const { values, throughArray } = valuesAtPath(document, field);
    const places = throughArray ? [...values, values] : values; // a coordinate pair is an array itself
    return Math.min(...places.map((value) => distanceFrom(nearness.from, value) ?? Infinity));
  };
  return found
    .map((item) => ({ item, away: distance(item) }))
    .sort((a, b) => a.away - b.away)
    .map(({ item }) => item);
}
