/** Accumulators by MongoDB's order of values: a missing value is not pushed, and neither null nor missing is an extreme. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
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

export const ACCUMULATORS = { $push: push, $addToSet: addToSet, $max: extreme(1), $min: extreme(-1) };
