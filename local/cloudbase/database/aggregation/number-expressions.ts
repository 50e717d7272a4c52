/** $trunc and $round to a place, and $size, which MongoDB refuses for what is no array. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';

/** By the digits as written: 19.25 has no exact binary form, and multiplying by ten would show it. */
const shifted = (value: number, places: number): number => {
  const [digits, exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
};

const truncate = (value: number, place: number): number => shifted(Math.trunc(shifted(value, place)), -place);

/** A half goes to the even neighbour. */
function roundHalfEven(value: number, place: number): number {
  const scaled = shifted(value, place);
  const below = Math.floor(scaled);
  const rest = scaled - below;
  const up = rest > 0.5 || (rest === 0.5 && below % 2 !== 0);
  return shifted(up ? below + 1 : below, -place);
}

function toPlace(operator: string, apply: (value: number, place: number) => number) {
  return (document: object, operands: unknown, options: Options): number | null => {
    const given: unknown[] = Array.isArray(operands) ? operands : [operands];
    const [value, place] = given.map((each): unknown => evalExpr(document, each, options));
    if (value === null || value === undefined || place === null) return null;
    if (typeof value !== 'number') throw requestFailed(`${operator} only supports numeric types`);
    if (place !== undefined && (typeof place !== 'number' || !Number.isInteger(place)))
      throw requestFailed(`${operator} requires an integral precision`);
    if (place !== undefined && (place < -20 || place > 100))
      throw requestFailed(
        `cannot apply ${operator} with precision value ${place} value must be in [-20, 100]`,
      );
    return Number.isFinite(value) ? apply(value, place ?? 0) : value;
  };
}

function size(document: object, operand: unknown, options: Options): number {
  const single: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
  const value: unknown = evalExpr(document, single, options);
  if (!Array.isArray(value)) throw requestFailed('The argument to $size must be an array');
  return value.length;
}

export const NUMBER_EXPRESSIONS = {
  $trunc: toPlace('$trunc', truncate),
  $round: toPlace('$round', roundHalfEven),
  $size: size,
};
