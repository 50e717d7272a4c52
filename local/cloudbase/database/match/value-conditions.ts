/** The operators that judge one value: comparison, lists, type, remainder, bits. Each compiles its operand once. */
import { ObjectId } from 'bson';
import { isBsonValue, isDocument, stringifyValue } from '../values/document-text';
import { requestFailed } from '../errors';
import { compareValues, equalValues, sameType } from '../values/compare';
import type { ValueTest } from './document-path';
import { isPattern, patternTest } from './patterns';

export function equalTo(operand: unknown): ValueTest {
  if (typeof operand === 'string' || typeof operand === 'boolean') return (value) => value === operand;
  return (value) => equalValues(value, operand);
}

export type Comparison = '$gt' | '$gte' | '$lt' | '$lte';

/** A range holds within the operand's own type only; null and missing count as one value, and NaN has no order. */
export function compared(operator: Comparison, operand: unknown, field: string): ValueTest {
  if (isPattern(operand)) throw requestFailed(`Can't have RegEx as arg to predicate over field '${field}'.`);
  const orEqual = operator === '$gte' || operator === '$lte';
  if (operand === null || Number.isNaN(operand)) {
    return orEqual ? (value) => equalValues(value, operand) : () => false;
  }
  const sign = operator === '$gt' || operator === '$gte' ? 1 : -1;
  return (value) => {
    if (!sameType(value, operand) || Number.isNaN(value)) return false;
    const order = compareValues(value, operand) * sign;
    return order > 0 || (orEqual && order === 0);
  };
}

export function oneOf(operator: '$in' | '$nin', operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed(`${operator} needs an array`);
  const tests: ValueTest[] = [];
  const plain = new Set<unknown>();
  for (const item of operand as unknown[]) {
    if (isDocument(item) && Object.keys(item)[0]?.startsWith('$'))
      throw requestFailed(`cannot nest $ under ${operator}`);
    if (isPattern(item)) tests.push(patternTest(item));
    else if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
      plain.add(item);
    else tests.push(equalTo(item));
  }
  return (value) => plain.has(value) || tests.some((test) => test(value));
}

/** Numbers only, nothing is coerced; divisor, remainder and value lose their fractions as in MongoDB. */
export function remainder(operand: unknown): ValueTest {
  if (!Array.isArray(operand)) throw requestFailed('malformed mod, needs to be an array');
  if (operand.length < 2) throw requestFailed('malformed mod, not enough elements');
  if (operand.length > 2) throw requestFailed('malformed mod, too many elements');
  const pair: unknown[] = operand;
  const [divisor, rest] = pair;
  if (typeof divisor !== 'number') throw requestFailed('malformed mod, divisor not a number');
  if (typeof rest !== 'number') throw requestFailed('malformed mod, remainder not a number');
  const by = Math.trunc(divisor);
  if (by === 0) throw requestFailed('divisor cannot be 0');
  return (value) => Number.isFinite(value) && Math.trunc(Number(value)) % by === Math.trunc(rest);
}

export function sizeIs(operand: unknown): ValueTest {
  if (typeof operand !== 'number' || !Number.isInteger(operand)) {
    throw requestFailed(`Failed to parse $size. Expected an integer: $size: ${stringifyValue(operand)}`);
  }
  if (operand < 0)
    throw requestFailed(`Failed to parse $size. Expected a non-negative number in: $size: ${operand}`);
  return (value) => Array.isArray(value) && value.length === operand;
}

const LARGEST_INT = 2 ** 31;
const LARGEST_LONG = 2 ** 63;

/** Documents travel as JSON numbers: whole ones are stored as the smallest of int and long that holds them, others as double. */
const isLong = (value: unknown): boolean =>
  typeof value === 'number' &&
  Number.isInteger(value) &&
  !Object.is(value, -0) &&
  Math.abs(value) < LARGEST_LONG;
const isInt = (value: unknown): boolean =>
  isLong(value) && Number(value) >= -LARGEST_INT && Number(value) < LARGEST_INT;
const bson =
  (type: string): ValueTest =>
  (value) =>
    isBsonValue(value) && value._bsontype === type;

const TYPES: { alias: string; code: number; holds: ValueTest }[] = [
  { alias: 'double', code: 1, holds: (value) => typeof value === 'number' && !isLong(value) },
  { alias: 'string', code: 2, holds: (value) => typeof value === 'string' },
  { alias: 'object', code: 3, holds: isDocument },
  { alias: 'array', code: 4, holds: Array.isArray },
  { alias: 'binData', code: 5, holds: bson('Binary') },
  { alias: 'undefined', code: 6, holds: () => false },
  { alias: 'objectId', code: 7, holds: (value) => value instanceof ObjectId },
  { alias: 'bool', code: 8, holds: (value) => typeof value === 'boolean' },
  { alias: 'date', code: 9, holds: (value) => value instanceof Date },
  { alias: 'null', code: 10, holds: (value) => value === null },
  { alias: 'regex', code: 11, holds: isPattern },
  { alias: 'dbPointer', code: 12, holds: () => false },
  { alias: 'javascript', code: 13, holds: () => false },
  { alias: 'symbol', code: 14, holds: () => false },
  { alias: 'javascriptWithScope', code: 15, holds: () => false },
  { alias: 'int', code: 16, holds: isInt },
  { alias: 'timestamp', code: 17, holds: bson('Timestamp') },
  { alias: 'long', code: 18, holds: (value) => isLong(value) && !isInt(value) },
  { alias: 'decimal', code: 19, holds: bson('Decimal128') },
  { alias: 'minKey', code: -1, holds: bson('MinKey') },
  { alias: 'maxKey', code: 127, holds: bson('MaxKey') },
];

export function typeIs(operand: unknown): ValueTest {
  const wanted: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (wanted.length === 0) throw requestFailed('$type must match at least one type');
  const tests = wanted.map(typeNamed);
  return (value) => tests.some((holds) => holds(value));
}

function typeNamed(name: unknown): ValueTest {
  if (name === 'number')
    return (value) => typeof value === 'number' || (isBsonValue(value) && value._bsontype === 'Decimal128');
  if (typeof name !== 'string' && typeof name !== 'number') {
    throw requestFailed('type must be represented as a number or a string');
  }
  const found = TYPES.find(({ alias, code }) => alias === name || code === name);
  if (found) return found.holds;
  throw requestFailed(
    typeof name === 'string'
      ? `Unknown type name alias: ${name}`
      : `Invalid numerical type code: ${stringifyValue(name)}`,
  );
}

export type BitsOperator = '$bitsAllSet' | '$bitsAllClear' | '$bitsAnySet' | '$bitsAnyClear';

export function bits(operator: BitsOperator, operand: unknown): ValueTest {
  const mask = maskOf(operator, operand);
  return (value) => {
    if (!isLong(value)) return false;
    const set = BigInt(Number(value)) & mask;
    switch (operator) {
      case '$bitsAllSet':
        return set === mask;
      case '$bitsAllClear':
        return set === 0n;
      case '$bitsAnySet':
        return set !== 0n;
      case '$bitsAnyClear':
        return set !== mask;
    }
  };
}

function maskOf(operator: string, operand: unknown): bigint {
  if (typeof operand === 'number' && Number.isInteger(operand) && operand >= 0) return BigInt(operand);
  if (Array.isArray(operand)) {
    return operand.reduce((mask: bigint, position: unknown) => {
      if (typeof position !== 'number' || !Number.isInteger(position) || position < 0)
        throw requestFailed(
          `Failed to parse bit position. Expected a non-negative integer in: ${operator}: ${stringifyValue(position)}`,
        );
      return mask | (1n << BigInt(position));
    }, 0n);
  }
  throw requestFailed(
    `${operator} takes an Array, a number, or a BinData but received: ${stringifyValue(operand)}`,
  );
}
