/**
 * Chooses the index whose prefix narrows a query most: equal fields first, then one range or list, then the sort order.
 * The plan only narrows and orders; every document it yields is still matched against the whole filter.
 */
import { isDocument, type Document } from '../values/document-text';
import { boundsOf, type FieldBounds, type FilterBounds } from './filter-bounds';
import type { IndexTable, KeyRange } from '../storage/index-table';
import { encodeDirected, encodeTypeOf, successor } from '../values/key-encoding';
import type { IndexKey } from '../schema';

export interface IndexPlan {
  index: IndexTable;
  ranges: KeyRange[];
  backward: boolean;
  /** Entries of each range come in the requested order. */
  sorted: boolean;
  /** The conditions narrow it; otherwise it only gives an order. */
  narrows: boolean;
}

interface Candidate extends IndexPlan {
  score: number;
}

/** Beyond this many separate ranges, an $in list is left to the matcher. */
const MAX_RANGES = 10_000;

/**
 * The plans whose union holds every match: one for the whole filter or, when only the branches of an $or can be narrowed, one
 * per branch. Empty when everything must be read.
 */
export function choosePlans(indexes: IndexTable[], filter: Document, order: IndexKey[]): IndexPlan[] {
  const whole = choosePlan(indexes, filter, order);
  const branches: unknown = filter.$or;
  if (whole?.narrows || !Array.isArray(branches)) return whole ? [whole] : [];
  const plans = branches.map((branch: unknown) =>
    isDocument(branch) ? choosePlan(indexes, branch, []) : undefined,
  );
  const usable = plans.filter((plan) => plan !== undefined);
  if (usable.length === plans.length) return usable;
  return whole ? [whole] : [];
}

function choosePlan(indexes: IndexTable[], filter: Document, order: IndexKey[]): IndexPlan | undefined {
  const bounds = boundsOf(filter);
  let best: Candidate | undefined;
  for (const index of indexes) {
    const candidate = planFor(index, bounds, order);
    if (candidate && (!best || candidate.score > best.score)) best = candidate;
  }
  return best;
}

function planFor(index: IndexTable, bounds: FilterBounds, order: IndexKey[]): Candidate | undefined {
  const fields = index.schema.keys;
  const { prefixes, used } = equalityPrefixes(fields, bounds);
  const next = fields[used];
  const nextBounds = next && bounds.get(next.field);
  const ranged =
    next !== undefined && nextBounds !== undefined && Boolean(nextBounds.lower ?? nextBounds.upper);
  const ranges = prefixes.map((prefix) =>
    ranged
      ? rangeAfter(prefix, next, nextBounds, index.multikey)
      : { lower: prefix, upper: successor(prefix) },
  );
  // Of several keys of a document one is in a single range of fixed values, if the order is by none of its arrays.
  const mayOrder =
    !index.multikey || (ranges.length === 1 && !order.some(({ field }) => index.hasArrays(field)));
  const orderMatch = mayOrder ? matchOrder(fields, used, bounds, order) : undefined;
  const helpsOrder = order.length > 0 && orderMatch !== undefined;
  if (used === 0 && !ranged && !helpsOrder) return undefined;
  const unique = index.schema.unique === true && used === fields.length;
  return {
    index,
    ranges: sortRanges(ranges, orderMatch === -1),
    backward: orderMatch === -1,
    sorted: orderMatch !== undefined,
    narrows: used > 0 || ranged,
    score: (unique ? 100 : 0) + used * 4 + (ranged ? 2 : 0) + (helpsOrder ? 1 : 0),
  };
}

/** The leading fields that must equal known values, as every combination of their encoded values. */
function equalityPrefixes(fields: IndexKey[], bounds: FilterBounds): { prefixes: Buffer[]; used: number } {
  let prefixes = [Buffer.alloc(0)];
  let used = 0;
  for (const { field, direction } of fields) {
    const points = bounds.get(field)?.points;
    if (!points || points.length * prefixes.length > MAX_RANGES) break;
    const encoded = distinctKeys(points.map((point) => encodeDirected(point, direction)));
    prefixes = prefixes.flatMap((prefix) => encoded.map((part) => Buffer.concat([prefix, part])));
    used++;
  }
  return { prefixes, used };
}

function rangeAfter(prefix: Buffer, key: IndexKey, bounds: FieldBounds, multikey: boolean): KeyRange {
  const { lower, upper: bothUpper } = bounds;
  // Different elements of an array may satisfy the two ends, so an index over arrays narrows by one end only.
  const upper = multikey && lower ? undefined : bothUpper;
  const type = encodeTypeOf(lower?.value ?? upper?.value, key.direction);
  const typeStart = Buffer.concat([prefix, type]);
  const [low, high] = key.direction === 1 ? [lower, upper] : [upper, lower];
  const end = (value: unknown): Buffer => Buffer.concat([prefix, encodeDirected(value, key.direction)]);
  return {
    lower: low ? (low.inclusive ? end(low.value) : (successor(end(low.value)) ?? typeStart)) : typeStart,
    upper: high ? (high.inclusive ? successor(end(high.value)) : end(high.value)) : successor(typeStart),
  };
}

/** 1 or -1 when reading the index forward or backward yields the order; undefined when it cannot. */
function matchOrder(
  fields: IndexKey[],
  used: number,
  bounds: FilterBounds,
  order: IndexKey[],
): 1 | -1 | undefined {
  // Only in a leading field of an index without arrays: elsewhere the equal value may be one element of many, sorted by another.
  const isFixed = (field: string): boolean =>
    bounds.get(field)?.points?.length === 1 && fields.slice(0, used).some((key) => key.field === field);
  let position = 0;
  let direction: 1 | -1 | undefined;
  for (const wanted of order) {
    while (position < used && fields[position]?.field !== wanted.field) position++;
    const key = fields[position];
    if (key?.field !== wanted.field) {
      if (isFixed(wanted.field)) continue; // every result has the same value there
      return undefined;
    }
    position++;
    if (isFixed(wanted.field)) continue;
    const relative = key.direction === wanted.direction ? 1 : -1;
    if (direction !== undefined && direction !== relative) return undefined;
    direction = relative;
  }
  return direction ?? 1;
}

function sortRanges(ranges: KeyRange[], backward: boolean): KeyRange[] {
  if (ranges.length < 2) return ranges;
  return [...ranges].sort((a, b) => (backward ? -1 : 1) * Buffer.compare(a.lower, b.lower));
}

function distinctKeys(keys: Buffer[]): Buffer[] {
  return [...new Map(keys.map((key) => [key.toString('latin1'), key])).values()];
}
