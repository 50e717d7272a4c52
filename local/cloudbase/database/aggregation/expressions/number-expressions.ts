/** Numbers: to a place, by their remainder, by logarithms. */
import { evalExpr } from 'mingo/core';
import * as mingo from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { requestFailed } from '../../errors';
import { one, several, unlessNothing, type Expression } from './operands';

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

const numberOf = (value: unknown, operator: string): number => {
  if (typeof value === 'number') return value;
  throw requestFailed(`${operator} only supports numeric types`);
};

/** Nothing is divided by zero; a logarithm is of what is above it. */
function remainder(value: unknown, divisor: unknown): number {
  const [left, right] = [numberOf(value, '$mod'), numberOf(divisor, '$mod')];
  if (right === 0) throw requestFailed("can't $mod by zero");
  return left % right;
}

function logarithm(operator: string, apply: (value: number) => number): Expression {
  return one(
    unlessNothing((value) => {
      const number = numberOf(value, operator);
      if (number <= 0)
        throw requestFailed(`${operator}'s argument must be a positive number, but is ${number}`);
      return apply(number);
    }),
  );
}

function logarithmTo(value: unknown, base: unknown): number {
  const [number, to] = [numberOf(value, '$log'), numberOf(base, '$log')];
  if (number <= 0) throw requestFailed(`$log's argument must be a positive number, but is ${number}`);
  if (to <= 0 || to === 1)
    throw requestFailed(`$log's base must be a positive number not equal to 1, but is ${to}`);
  return Math.log(number) / Math.log(to);
}

const ofTwo =
  (operator: '$subtract' | '$divide'): Expression =>
  (document, operands, options) => {
    if (!Array.isArray(operands) || operands.length !== 2)
      throw requestFailed(`Expression ${operator} takes exactly 2 arguments.`);
    return mingo[operator](document, operands, options);
  };

export const NUMBER_EXPRESSIONS = {
  $trunc: toPlace('$trunc', truncate),
  $round: toPlace('$round', roundHalfEven),
  $mod: several('$mod', [2, 2], unlessNothing(remainder)),
  $ln: logarithm('$ln', Math.log),
  $log10: logarithm('$log10', Math.log10),
  $log: several('$log', [2, 2], unlessNothing(logarithmTo)),
  $subtract: ofTwo('$subtract'),
  $divide: ofTwo('$divide'),
};
