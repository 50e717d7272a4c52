/** What a filter demands of each field, as far as an index can use it. Everything left out is still checked by the matcher. */
import { ObjectId } from 'bson';
import { isDocument, type Document } from '../values/document-text';

export interface RangeEnd {
  value: unknown;
  inclusive: boolean;
}

export interface FieldBounds {
  /** The field equals one of these. */
  points?: unknown[];
  lower?: RangeEnd;
  upper?: RangeEnd;
}

export type FilterBounds = Map<string, FieldBounds>;

export function boundsOf(filter: Document): FilterBounds {
  const bounds: FilterBounds = new Map();
  collect(filter, bounds);
  return bounds;
}

/** `lines.0.sku` may also mean a field called 0 of the elements; a key holds only one of the two. */
const NAMES_POSITION = /(^|\.)\d+(\.|$)/;

function collect(filter: Document, bounds: FilterBounds): void {
  for (const [key, condition] of Object.entries(filter)) {
    if (key === '$and' && Array.isArray(condition)) {
      for (const part of condition) if (isDocument(part)) collect(part, bounds);
    } else if (!key.startsWith('$') && !NAMES_POSITION.test(key)) {
      addCondition(key, condition, bounds);
    }
  }
}

function addCondition(field: string, condition: unknown, bounds: FilterBounds): void {
  const found = bounds.get(field) ?? {};
  if (isIndexable(condition)) {
    narrowPoints(found, [condition]);
  } else if (isDocument(condition)) {
    for (const [operator, operand] of Object.entries(condition)) addOperator(found, operator, operand);
  }
  if (found.points || found.lower || found.upper) bounds.set(field, found);
}

function addOperator(found: FieldBounds, operator: string, operand: unknown): void {
  switch (operator) {
    case '$eq':
      if (isIndexable(operand)) narrowPoints(found, [operand]);
      return;
    case '$in':
      if (Array.isArray(operand) && operand.every(isIndexable)) narrowPoints(found, operand);
      return;
    case '$all':
      // Each is demanded by itself; the first narrows.
      if (Array.isArray(operand) && isIndexable(operand[0])) narrowPoints(found, [operand[0]]);
      return;
    case '$gt':
    case '$gte':
      if (isComparable(operand)) found.lower ??= { value: operand, inclusive: operator === '$gte' };
      return;
    case '$lt':
    case '$lte':
      if (isComparable(operand)) found.upper ??= { value: operand, inclusive: operator === '$lte' };
      return;
    default:
      return;
  }
}

/** Several demands on one field all hold, so the shortest list of points is enough to narrow by. */
function narrowPoints(found: FieldBounds, points: unknown[]): void {
  if (!found.points || points.length < found.points.length) found.points = points;
}

/** Arrays, objects and patterns match in ways a key does not show; they are left to the matcher. */
function isIndexable(value: unknown): boolean {
  return value === null || isComparable(value);
}

function isComparable(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isNaN(value);
  return (
    typeof value === 'string' ||
    typeof value === 'boolean' ||
    value instanceof Date ||
    value instanceof ObjectId
  );
}
