/** How an expression of ours reads what it was given, and refuses what MongoDB refuses. */
import { evalExpr } from 'mingo/core';
import type { AnyObject, Options } from 'mingo/types';
import { requestFailed } from '../../errors';

export type Expression = (document: AnyObject, operands: unknown, options: Options) => unknown;

/** What mingo cannot evaluate the database refuses, as MongoDB does. */
export const asRefusal = (error: unknown): unknown =>
  error instanceof Error && error.constructor.name === 'MingoError' ? requestFailed(error.message) : error;

export const isNothing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** A list of one is that one, as everywhere MongoDB takes one operand. */
export const single = (operand: unknown): unknown =>
  Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;

/** One operand, evaluated. */
export const one =
  (apply: (value: unknown) => unknown): Expression =>
  (document, operand, options) =>
    apply(evalExpr(document, single(operand), options));

/** So many operands, each evaluated. */
export const several =
  (
    operator: string,
    [fewest, most]: readonly [number, number],
    apply: (...values: unknown[]) => unknown,
  ): Expression =>
  (document, operands, options) => {
    const given: unknown[] = Array.isArray(operands) ? operands : [operands];
    if (given.length < fewest || given.length > most)
      throw requestFailed(
        `Expression ${operator} takes ${fewest === most ? 'exactly' : 'between'} ${[...new Set([fewest, most])].join(' and ')} arguments. ${given.length} were passed in.`,
      );
    return apply(...given.map((each): unknown => evalExpr(document, each, options)));
  };

/** Nothing of nothing: one operand that is null or missing makes the whole null. */
export const unlessNothing =
  (apply: (...values: unknown[]) => unknown) =>
  (...values: unknown[]): unknown =>
    values.some(isNothing) ? null : apply(...values);

/** Named parts, each evaluated; one that was not given is not there. */
export function parts(
  document: AnyObject,
  spec: Readonly<Record<string, unknown>>,
  options: Options,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(spec).map(([name, expression]) => [name, evalExpr(document, expression, options) ?? null]),
  );
}
