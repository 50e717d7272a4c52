/** Conversions: text is a number only when all of it is one, and an ObjectId only when it is 24 hexadecimal digits. */
import { ObjectId } from 'bson';
import { evalExpr } from 'mingo/core';
import * as mingo from 'mingo/operators/expression';
import { requestFailed } from '../../errors';
import { isDocument } from '../../values/document-text';
import { isNothing, one, single, unlessNothing, type Expression } from './operands';

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;
const TO_NUMBER = new Set<unknown>([1, 16, 18, 19, 'double', 'int', 'long', 'decimal', 'number']);

const failed = (operator: string, value: unknown): Error =>
  requestFailed(`Failed to convert '${String(value)}' in ${operator} with no onError value`);

const numeric =
  (operator: '$toInt' | '$toLong' | '$toDouble' | '$toDecimal'): Expression =>
  (document, operand, options) => {
    const value: unknown = evalExpr(document, single(operand), options);
    if (typeof value === 'string' && !NUMBER.test(value)) throw failed(operator, value);
    return mingo[operator](document, { $literal: value }, options);
  };

const convert: Expression = (document, spec, options) => {
  if (!isDocument(spec)) throw requestFailed('$convert expects an object of named arguments');
  const input: unknown = evalExpr(document, spec.input, options);
  const to: unknown = evalExpr(document, spec.to, options);
  const isWrong = typeof input === 'string' && TO_NUMBER.has(to) && !NUMBER.test(input);
  if (typeof to !== 'string' && typeof to !== 'number')
    throw requestFailed("$convert's 'to' argument must be a string or number");
  if (!isWrong) return mingo.$convert(document, { ...spec, input: { $literal: input }, to }, options);
  if ('onError' in spec) return evalExpr(document, spec.onError, options);
  throw failed('$convert', input);
};

const toObjectId = one(
  unlessNothing((value) => {
    if (value instanceof ObjectId) return value;
    if (typeof value === 'string' && /^[0-9a-f]{24}$/i.test(value)) return new ObjectId(value);
    throw failed('$toObjectId', value);
  }),
);

/** Where a match begins is counted in characters. */
interface Found {
  match: string;
  idx: number;
  captures: unknown[];
}
const isFound = (value: unknown): value is Found => isDocument(value) && 'idx' in value;

const byPattern =
  (operator: '$regexMatch' | '$regexFind' | '$regexFindAll'): Expression =>
  (document, spec, options) => {
    const input: unknown = isDocument(spec) ? evalExpr(document, spec.input, options) : undefined;
    if (!isNothing(input) && typeof input !== 'string')
      throw requestFailed(`${operator} needs 'input' to be of type string`);
    const counted = (value: unknown): unknown =>
      isFound(value) ? { ...value, idx: [...String(input).slice(0, value.idx)].length } : value;
    const found: unknown = mingo[operator](document, spec, options);
    return Array.isArray(found) ? found.map(counted) : counted(found);
  };

export const CONVERSION_EXPRESSIONS = {
  $toInt: numeric('$toInt'),
  $toLong: numeric('$toLong'),
  $toDouble: numeric('$toDouble'),
  $toDecimal: numeric('$toDecimal'),
  $convert: convert,
  $toObjectId: toObjectId,
  $regexMatch: byPattern('$regexMatch'),
  $regexFind: byPattern('$regexFind'),
  $regexFindAll: byPattern('$regexFindAll'),
};
