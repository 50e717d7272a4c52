/**
 * Expressions by mingo, corrected where it differs from MongoDB: a missing field is not equal to null and sorts below it
 * ({ $eq: ['$missing', null] } is false), and values compare by type first.
 */
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expression from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { compareValues } from '../values/compare';
import { isDocument, type Document } from '../values/document-text';
import { DATE_EXPRESSIONS } from './date-expressions';
import { NUMBER_EXPRESSIONS } from './number-expressions';
import { TEXT_EXPRESSIONS } from './text-expressions';

function compareOperands(document: Document, operands: unknown, options: Options): number {
  const values = Array.isArray(operands) && operands.length === 2 ? operands : undefined;
  if (!values) throw requestFailed('a comparison expression takes exactly 2 arguments');
  const [left, right] = values.map((operand: unknown): unknown => evalExpr(document, operand, options));
  if (left === undefined || right === undefined)
    return Number(left !== undefined) - Number(right !== undefined);
  return Math.sign(compareValues(left, right));
}

type Comparison = (document: Document, operands: unknown, options: Options) => boolean;

const comparison =
  (holds: (order: number) => boolean): Comparison =>
  (document, operands, options) =>
    holds(compareOperands(document, operands, options));

/** MongoDB refuses a value that no branch takes when there is no default; mingo answers nothing. */
function switchOn(document: Document, spec: unknown, options: Options): unknown {
  if (!isDocument(spec) || !Array.isArray(spec.branches))
    throw requestFailed('$switch requires at least one branch.');
  for (const branch of spec.branches as unknown[]) {
    if (!isDocument(branch)) throw requestFailed('$switch expected each branch to be an object');
    if (isTrue(evalExpr(document, branch.case, options))) return evalExpr(document, branch.then, options);
  }
  if ('default' in spec) return evalExpr(document, spec.default, options);
  throw requestFailed('$switch could not find a matching branch for an input, and no default was specified.');
}

/** In expressions only false, 0, null and missing are untrue; empty text is true. */
export const isTrue = (value: unknown): boolean => value === '' || Boolean(value);

export const EXPRESSIONS = {
  ...expression,
  $cmp: compareOperands,
  $eq: comparison((order) => order === 0),
  $ne: comparison((order) => order !== 0),
  $gt: comparison((order) => order > 0),
  $gte: comparison((order) => order >= 0),
  $lt: comparison((order) => order < 0),
  $lte: comparison((order) => order <= 0),
  $switch: switchOn,
  ...DATE_EXPRESSIONS,
  ...NUMBER_EXPRESSIONS,
  ...TEXT_EXPRESSIONS,
};

const OPTIONS = {
  context: Context.init({ expression: EXPRESSIONS }),
  scriptEnabled: false,
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  failOnError: true,
};

export const expressionOf =
  (expression: unknown) =>
  (document: Document): unknown =>
    evalExpr(document, expression, OPTIONS);
