/** Accumulators by MongoDB's order of values: a missing value is not pushed, and neither null nor missing is an extreme. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { compareValues } from '../values/compare';
import { encodeValue } from '../values/key-encoding';

/** Without an expression the collection is the list of values itself: the form $max has in an expression. */
function valuesOf(collection: unknown[], expression: unknown, options: Options): unknown[] {
  if (expression === null || expression === undefined) return collection;
  return collection.map((document: unknown): unknown =>
    withRoot(options, document, () => evalExpr(document, expression, options)),
  );
}

/** What mingo passes to an accumulator: `$field` is read from its root, which is the whole group until it is told otherwise. */
interface RootedOptions extends Options {
  readonly local: { root?: unknown };
  update(locals: { root: unknown }): Options;
}

const isRooted = (options: Options): options is RootedOptions =>
  'update' in options && typeof options.update === 'function';

function withRoot<T>(options: Options, root: unknown, work: () => T): T {
  if (!isRooted(options)) return work();
  const before = options.local.root;
  options.update({ root });
  try {
    return work();
  } finally {
    options.update({ root: before });
  }
}

const present = (value: unknown): boolean => value !== undefined;
const notNothing = (value: unknown): boolean => value !== undefined && value !== null;

type Accumulator = (collection: unknown[], expression: unknown, options: Options) => unknown;

const push: Accumulator = (collection, expression, options) =>
  valuesOf(collection, expression, options).filter(present);

const addToSet: Accumulator = (collection, expression, options) => {
  const values = valuesOf(collection, expression, options).filter(present);
  return [...new Map(values.map((value) => [encodeValue(value).toString('latin1'), value])).values()];
};

const extreme =
  (sign: 1 | -1): Accumulator =>
  (collection, expression, options) => {
    const values = valuesOf(collection, expression, options).filter(notNothing);
    if (values.length === 0) return null;
    return values.reduce((best, value) => (compareValues(value, best) * sign > 0 ? value : best));
  };

const numbersIn = (collection: unknown[], expression: unknown, options: Options): number[] =>
  valuesOf(collection, expression, options).filter((value) => typeof value === 'number');
const total = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** Of what is a number; the usual `{ $sum: 1 }` needs no look at the documents. */
const sum: Accumulator = (collection, expression, options) =>
  typeof expression === 'number'
    ? collection.length * expression
    : total(numbersIn(collection, expression, options));

const average: Accumulator = (collection, expression, options) => {
  const numbers = numbersIn(collection, expression, options);
  return numbers.length === 0 ? null : total(numbers) / numbers.length;
};

/** Of one number alone a sample says nothing. */
const deviation =
  (lessOne: 0 | 1): Accumulator =>
  (collection, expression, options) => {
    const numbers = numbersIn(collection, expression, options);
    if (numbers.length <= lessOne) return null;
    const mean = total(numbers) / numbers.length;
    return Math.sqrt(total(numbers.map((number) => (number - mean) ** 2)) / (numbers.length - lessOne));
  };

export const ACCUMULATORS = {
  $stdDevPop: deviation(0),
  $stdDevSamp: deviation(1),
  $push: push,
  $addToSet: addToSet,
  $max: extreme(1),
  $min: extreme(-1),
  $sum: sum,
  $avg: average,
};

/** Newer than MongoDB 4.4, which is what CloudBase speaks. */
export const NEWER_ACCUMULATORS: Readonly<Record<string, Accumulator>> = Object.fromEntries(
  '$bottom $bottomN $count $firstN $lastN $maxN $median $minN $percentile $top $topN'
    .split(' ')
    .map((name) => [
      name,
      () => {
        throw requestFailed(`unknown group operator '${name}'`);
      },
    ]),
);
