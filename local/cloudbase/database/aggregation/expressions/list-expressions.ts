/** Lists, sets and objects where mingo refuses what MongoDB calls null, or answers what MongoDB refuses. */
import { evalExpr } from 'mingo/core';
import * as mingo from 'mingo/operators/expression';
import { requestFailed } from '../../errors';
import { isDocument } from '../../values/document-text';
import { encodeValue } from '../../values/key-encoding';
import { isNothing, one, several, single, unlessNothing, type Expression } from './operands';

const MOST = Number.MAX_SAFE_INTEGER;

function listOf(value: unknown, operator: string): unknown[] {
  if (Array.isArray(value)) return value;
  throw requestFailed(`The argument to ${operator} must be an array`);
}

const size = one((value) => listOf(value, '$size').length);

const reverseArray = one(unlessNothing((value) => [...listOf(value, '$reverseArray')].reverse()));

/** Two operands: so many from the start or the end; three: so many from a position on. */
function sliced(value: unknown, ...[from, count]: unknown[]): unknown {
  const list = listOf(value, '$slice');
  const isWhole = (number: unknown): number is number => Number.isInteger(number);
  if (!isWhole(from) || !(count === undefined || isWhole(count)))
    throw requestFailed('Arguments to $slice must be numeric and representable as a 32-bit integer');
  if (count === undefined) return from < 0 ? list.slice(from) : list.slice(0, from);
  if (count <= 0) throw requestFailed('Third argument to $slice must be positive');
  const start = from < 0 ? Math.max(0, list.length + from) : from;
  return list.slice(start, start + count);
}

/** Distinct values by MongoDB's equality. */
const distinct = (values: readonly unknown[]): unknown[] => [
  ...new Map(values.map((value) => [encodeValue(value).toString('latin1'), value])).values(),
];
const setUnion = several(
  '$setUnion',
  [0, MOST],
  unlessNothing((...lists) => distinct(lists.flatMap((list) => listOf(list, '$setUnion')))),
);

/** Later fields win; null and missing are passed over. A single list is the list of them. */
const mergeObjects: Expression = (document, operands, options) => {
  const alone = single(operands);
  const merge = (...values: unknown[]): unknown =>
    Object.assign(
      {},
      ...values.map((value) => {
        if (value === null || value === undefined) return {};
        if (!isDocument(value)) throw requestFailed('$mergeObjects requires object inputs');
        return value;
      }),
    ) as unknown;
  if (Array.isArray(alone)) return several('$mergeObjects', [0, MOST], merge)(document, alone, options);
  return one((value) => (Array.isArray(value) ? merge(...(value as unknown[])) : merge(value)))(
    document,
    alone,
    options,
  );
};

/** What comes to nothing stands as null in the list. */
const map: Expression = (document, spec, options) => {
  if (!isDocument(spec) || !('input' in spec) || !('in' in spec))
    throw requestFailed("$map requires 'input' and 'in'");
  const as = typeof spec.as === 'string' ? spec.as : 'this';
  const given: unknown = evalExpr(document, spec.input, options);
  if (isNothing(given)) return null;
  const input = listOf(given, '$map').map((each) => ({ $literal: each }));
  const mapped: unknown = mingo.$map(document, { input, as, in: spec.in }, options);
  return Array.isArray(mapped) ? mapped.map((value: unknown) => value ?? null) : mapped;
};

export const LIST_EXPRESSIONS = {
  $size: size,
  $reverseArray: reverseArray,
  $slice: several('$slice', [2, 3], (value, from, ...rest) =>
    [value, from, ...rest].some((each) => each === null || each === undefined)
      ? null
      : sliced(value, from, ...rest),
  ),
  $setUnion: setUnion,
  $mergeObjects: mergeObjects,
  $map: map,
};
