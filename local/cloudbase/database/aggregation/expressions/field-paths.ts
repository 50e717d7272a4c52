/**
 * Paths in expressions: `$a.b` reads the field b of a, or of each object in the list a; a number in it names a field and no
 * position, and a list within a list is passed over. mingo reads them as the paths of a filter.
 */
import { evalExpr } from 'mingo/core';
import { isDocument } from '../../values/document-text';
import type { Expression } from './operands';

function walk(value: unknown, segments: readonly string[], from = 0): unknown {
  const first = segments[from];
  if (first === undefined) return value;
  if (Array.isArray(value))
    return value
      .filter(isDocument)
      .map((each) => walk(each, segments, from))
      .filter((each) => each !== undefined);
  return isDocument(value) && Object.hasOwn(value, first)
    ? walk(value[first], segments, from + 1)
    : undefined;
}

/** A path once taken apart. */
interface FieldPath {
  /** As mingo reads it: `$a`, `$$this`. */
  base: string;
  segments: readonly string[];
}
const pathOf = (text: string): FieldPath => {
  const [base = '', ...segments] = text.split('.');
  return { base, segments };
};
const isFieldPath = (value: unknown): value is FieldPath =>
  isDocument(value) && typeof value.base === 'string' && Array.isArray(value.segments);

const fieldPath: Expression = (document, path, options) => {
  if (!isFieldPath(path)) throw new Error('a path that was not taken apart');
  return walk(evalExpr(document, path.base, options), path.segments);
};

export const FIELD_PATHS = { $fieldPath: fieldPath };

const DOTTED = /^\$\$?[^.$]+\./;
/** What is no expression: a filter (but for its $expr), the path of an unwind, and what is meant as it stands. */
const NO_EXPRESSION = new Set(['$literal', '$unwind', '$match', '$lookup']);

/** An expression, or the stages of a pipeline, with every dotted path read by `$fieldPath`. */
export function withFieldPaths(value: unknown): unknown {
  if (typeof value === 'string')
    return DOTTED.test(value) && !value.startsWith('$$REMOVE.') ? { $fieldPath: pathOf(value) } : value;
  if (Array.isArray(value)) return value.map(withFieldPaths);
  if (!isDocument(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [
      name,
      NO_EXPRESSION.has(name) ? outsideExpressions(name, each) : withFieldPaths(each),
    ]),
  );
}

function outsideExpressions(name: string, value: unknown): unknown {
  if (name === '$match') return withExpr(value);
  if (name !== '$lookup' || !isDocument(value)) return value;
  const { let: variables, pipeline } = value;
  return {
    ...value,
    ...(variables !== undefined && { let: withFieldPaths(variables) }),
    ...(pipeline !== undefined && { pipeline: withFieldPaths(pipeline) }),
  };
}

/** Of a filter its `$expr` alone. */
function withExpr(filter: unknown): unknown {
  if (Array.isArray(filter)) return filter.map(withExpr);
  if (!isDocument(filter)) return filter;
  return Object.fromEntries(
    Object.entries(filter).map(([name, each]) => [
      name,
      name === '$expr'
        ? withFieldPaths(each)
        : name === '$and' || name === '$or' || name === '$nor'
          ? withExpr(each)
          : each,
    ]),
  );
}
