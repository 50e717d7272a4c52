/** What a filter demands of one field: operators, or a value to equal. */
import { requestFailed } from '../errors';
import { isDocument, stringifyValue, type Document } from '../values/document-text';
import type { MatchRecord, ValueTest } from './document-path';
import { geoIntersects, geoWithin, near, nearnessOf } from './geo/conditions';
import { isPattern, patternTest, regexCondition } from './patterns';
import { UNAVAILABLE } from './unavailable';
import { bits, compared, equalTo, oneOf, remainder, sizeIs, typeIs } from './value-conditions';

/**
 * `value`: any value at the path, each element of an array at its end and the array itself. `array`: only what stands at the
 * path itself. `every` and `not` hold over the document, not over one value: { $gt: 1, $lt: 3 } may be two elements.
 */
export type Condition =
  | { kind: 'value'; test: ValueTest }
  | { kind: 'array'; test: ValueTest }
  | { kind: 'every'; conditions: Condition[] }
  | { kind: 'not'; conditions: Condition[] };

export type CompileElement = (operand: Document) => ValueTest;

const value = (test: ValueTest): Condition => ({ kind: 'value', test });
const not = (...conditions: Condition[]): Condition => ({ kind: 'not', conditions });

export const isOperatorDocument = (condition: unknown): condition is Document =>
  isDocument(condition) && (Object.keys(condition)[0]?.startsWith('$') ?? false);

export function fieldConditions(
  field: string,
  condition: unknown,
  compileElement: CompileElement,
): Condition[] {
  if (isPattern(condition)) return [value(patternTest(condition))];
  if (!isOperatorDocument(condition)) return [value(equalTo(condition))];
  return Object.entries(condition).flatMap(([operator, operand]) => {
    if (operator === '$options' && '$regex' in condition) return [];
    if (operator === '$minDistance' || operator === '$maxDistance') {
      if ('$near' in condition || '$nearSphere' in condition) return [];
    }
    return [operatorCondition({ field, operator, operand, condition, compileElement })];
  });
}

interface OperatorUse {
  field: string;
  operator: string;
  operand: unknown;
  /** All operators of the field: some belong together. */
  condition: Document;
  compileElement: CompileElement;
}

type OperatorTable = Record<string, (use: OperatorUse) => Condition>;

const OPERATORS: OperatorTable = {
  $eq: ({ operand }) => value(equalTo(operand)),
  $ne: ({ operand }) => {
    if (isPattern(operand)) throw requestFailed("Can't have regex as arg to $ne.");
    return not(value(equalTo(operand)));
  },
  $gt: ({ field, operand }) => value(compared('$gt', operand, field)),
  $gte: ({ field, operand }) => value(compared('$gte', operand, field)),
  $lt: ({ field, operand }) => value(compared('$lt', operand, field)),
  $lte: ({ field, operand }) => value(compared('$lte', operand, field)),
  $in: ({ operand }) => value(oneOf('$in', operand)),
  $nin: ({ operand }) => not(value(oneOf('$nin', operand))),
  $not: negated,
  $exists: ({ operand }) => {
    const present = value((found) => found !== undefined);
    return isWanted(operand) ? present : not(present);
  },
  $type: ({ operand }) => value(typeIs(operand)),
  $mod: ({ operand }) => value(remainder(operand)),
  $regex: ({ operand, condition }) => value(regexCondition(operand, condition.$options)),
  $options: () => {
    throw requestFailed('$options needs a $regex');
  },
  $size: ({ operand }) => ({ kind: 'array', test: sizeIs(operand) }),
  $elemMatch: elementMatch,
  $all: allOf,
  $bitsAllSet: ({ operand }) => value(bits('$bitsAllSet', operand)),
  $bitsAllClear: ({ operand }) => value(bits('$bitsAllClear', operand)),
  $bitsAnySet: ({ operand }) => value(bits('$bitsAnySet', operand)),
  $bitsAnyClear: ({ operand }) => value(bits('$bitsAnyClear', operand)),
  $geoWithin: ({ operand }) => value(geoWithin(operand)),
  $geoIntersects: ({ operand }) => value(geoIntersects(operand)),
  $near: ({ condition }) => value(near(nearnessOf(condition, '$near'))),
  $nearSphere: ({ condition }) => value(near(nearnessOf(condition, '$nearSphere'))),
};

function operatorCondition(use: OperatorUse): Condition {
  if (UNAVAILABLE.has(use.operator))
    throw requestFailed(`operator ${use.operator} is not available in the local database`);
  const compile = Object.hasOwn(OPERATORS, use.operator) ? OPERATORS[use.operator] : undefined;
  if (!compile) throw requestFailed(`unknown operator: ${use.operator}`);
  return compile(use);
}

/** false, 0, null and missing mean false; everything else means true, "false" too. */
const isWanted = (operand: unknown): boolean => operand === '' || Boolean(operand);

function negated({ field, operand, compileElement }: OperatorUse): Condition {
  if (isPattern(operand)) return not(value(patternTest(operand)));
  if (!isDocument(operand)) throw requestFailed('$not needs a regex or a document');
  if (Object.keys(operand).length === 0) throw requestFailed('$not cannot be empty');
  if (!isOperatorDocument(operand)) throw requestFailed(`unknown operator: ${Object.keys(operand)[0] ?? ''}`);
  return not(...fieldConditions(field, operand, compileElement));
}

function elementMatch({ operand, compileElement }: OperatorUse): Condition {
  if (!isDocument(operand)) throw requestFailed('$elemMatch needs an Object');
  const holds = compileElement(operand);
  return {
    kind: 'array',
    test: (found, record?: MatchRecord) => {
      if (!Array.isArray(found)) return false;
      const position = found.findIndex((element) => holds(element));
      if (record && position >= 0) record.position = position;
      return position >= 0;
    },
  };
}

/** Each wanted value equals the field or one of its elements; nothing wanted finds nothing. */
function allOf(use: OperatorUse): Condition {
  const { operand } = use;
  if (!Array.isArray(operand)) throw requestFailed('$all needs an array');
  const wanted: unknown[] = operand;
  if (wanted.length === 0) return value(() => false);
  const elementwise = wanted.filter((item) => isDocument(item) && Object.keys(item)[0] === '$elemMatch');
  if (elementwise.length > 0 && elementwise.length < wanted.length)
    throw requestFailed('$all/$elemMatch has to be consistent');
  return {
    kind: 'every',
    conditions: wanted.map((item) => {
      if (isPattern(item)) return value(patternTest(item));
      if (!isOperatorDocument(item)) return value(equalTo(item));
      if (elementwise.length === 0)
        throw requestFailed(`no $ expressions in $all: ${stringifyValue(operand)}`);
      return elementMatch({ ...use, operand: item.$elemMatch });
    }),
  };
}
