/**
 * Expressions by mingo, corrected where it differs from MongoDB: a missing field is not equal to null and sorts below it
 * ({ $eq: ['$missing', null] } is false), and values compare by type first.
 */
import { Context, evalExpr, ProcessingMode } from 'mingo/core';
import * as expression from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { requestFailed } from '../../errors';
import { compareValues } from '../../values/compare';
import { isDocument, type Document } from '../../values/document-text';
import { ACCUMULATORS } from '../accumulators';
import { CONVERSION_EXPRESSIONS } from './conversion-expressions';
import { DATE_EXPRESSIONS } from './date-expressions';
import { DATE_PARTS } from './date-parts';
import { FIELD_PATHS, withFieldPaths } from './field-paths';
import { GROUP_KEY } from '../group-key';
import { refuseExpression } from '../parse/refuse-expression';
import { LIST_EXPRESSIONS } from './list-expressions';
import { NUMBER_EXPRESSIONS } from './number-expressions';
import { asRefusal, single, type Expression } from './operands';
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
export const isTrue = (value: unknown): boolean => value === '' || Number.isNaN(value) || Boolean(value);

/** Three operands, or all three by name. */
function conditional(document: Document, spec: unknown, options: Options): unknown {
  const named = isDocument(spec) ? [spec.if, spec.then, spec.else] : spec;
  if (!Array.isArray(named) || named.length !== 3 || (isDocument(spec) && Object.keys(spec).length !== 3))
    throw requestFailed("$cond takes exactly 3 arguments, or 'if', 'then' and 'else'");
  const [test, yes, no] = named as unknown[];
  return evalExpr(document, isTrue(evalExpr(document, test, options)) ? yes : no, options);
}

/** Accumulators are expressions, too, of values beside each other; one that is a list stands for what is in it. */
const beside =
  (accumulate: (values: unknown[], expression: unknown, options: Options) => unknown): Expression =>
  (document, operands, options) => {
    if (Array.isArray(document)) return accumulate(document, operands, options);
    const isMany = Array.isArray(operands) && operands.length !== 1;
    const value: unknown = evalExpr(document, isMany ? operands : single(operands), options);
    return accumulate(Array.isArray(value) ? value : [value], null, options);
  };

/** Newer than MongoDB 4.4, which is what CloudBase speaks. */
const NEWER = [
  '$bitAnd $bitNot $bitOr $bitXor $dateAdd $dateDiff $dateSubtract $dateTrunc $firstN $function $getField $lastN $maxN',
  '$median $minN $percentile $setField $sigmoid $sortArray $toHashedIndexKey $tsIncrement $tsSecond $unsetField',
].flatMap((names) => names.split(' '));
const refused = Object.fromEntries(
  NEWER.map((name) => [
    name,
    () => {
      throw requestFailed(`Unrecognized expression '${name}'`);
    },
  ]),
);

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
  $cond: conditional,
  $sum: beside(ACCUMULATORS.$sum),
  $avg: beside(ACCUMULATORS.$avg),
  $max: beside(ACCUMULATORS.$max),
  $min: beside(ACCUMULATORS.$min),
  $stdDevPop: beside(ACCUMULATORS.$stdDevPop),
  $stdDevSamp: beside(ACCUMULATORS.$stdDevSamp),
  ...CONVERSION_EXPRESSIONS,
  ...DATE_EXPRESSIONS,
  ...DATE_PARTS,
  ...FIELD_PATHS,
  ...GROUP_KEY,
  ...LIST_EXPRESSIONS,
  ...NUMBER_EXPRESSIONS,
  ...TEXT_EXPRESSIONS,
  ...refused,
};

const OPTIONS = {
  context: Context.init({ expression: EXPRESSIONS }),
  scriptEnabled: false,
  idKey: '_id',
  processingMode: ProcessingMode.CLONE_OFF,
  useStrictMode: true,
  failOnError: true,
};

export function expressionOf(expression: unknown): (document: Document) => unknown {
  refuseExpression(expression);
  const read = withFieldPaths(expression);
  return (document) => {
    try {
      return evalExpr(document, read, OPTIONS);
    } catch (error) {
      throw asRefusal(error);
    }
  };
}
