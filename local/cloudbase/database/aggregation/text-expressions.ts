/** Expressions on text that mingo lacks or does otherwise: positions and parts, by character and by UTF-8 byte. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';

type Expression = (document: object, operands: unknown, options: Options) => unknown;

const evaluated = (document: object, operands: unknown, options: Options): unknown[] =>
  (Array.isArray(operands) ? operands : [operands]).map((each: unknown): unknown =>
    evalExpr(document, each, options),
  );

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/** Text as the units of the operator: characters or bytes. */
interface Units {
  split(text: string): readonly (string | number)[];
  join(units: readonly (string | number)[], operator: string): string;
}

const CHARACTERS: Units = { split: (text) => [...text], join: (units) => units.join('') };
const BYTES: Units = {
  split: (text) => [...Buffer.from(text)],
  join: (units, operator) => {
    const bytes = Buffer.from(units.map(Number));
    const text = bytes.toString('utf8');
    if (!Buffer.from(text).equals(bytes))
      throw requestFailed(
        `${operator}: Invalid range, starting or ending index is a UTF-8 continuation byte`,
      );
    return text;
  },
};

function indexOf(operator: string, units: Units): Expression {
  return (document, operands, options) => {
    const [text, wanted, start, end] = evaluated(document, operands, options);
    if (isNothing(text)) return null;
    if (typeof text !== 'string' || typeof wanted !== 'string')
      throw requestFailed(`${operator} requires a string as the first and second argument`);
    for (const bound of [start, end]) {
      if (bound !== undefined && (!Number.isInteger(bound) || Number(bound) < 0))
        throw requestFailed(`${operator} requires integral, nonnegative starting and ending indices`);
    }
    const [all, part] = [units.split(text), units.split(wanted)];
    const last = Math.min(end === undefined ? all.length : Number(end), all.length) - part.length;
    for (let at = Number(start ?? 0); at <= last; at++) {
      if (part.every((unit, offset) => all[at + offset] === unit)) return at;
    }
    return -1;
  };
}

function part(operator: string, units: Units, mayRunToEnd: boolean): Expression {
  return (document, operands, options) => {
    const [value, start, count] = evaluated(document, operands, options);
    if (typeof start !== 'number' || typeof count !== 'number')
      throw requestFailed(`${operator}: starting index and length must be numbers`);
    if (start < 0 && mayRunToEnd) return '';
    if (start < 0 || (count < 0 && !mayRunToEnd))
      throw requestFailed(`${operator}: starting index and length must be nonnegative`);
    const all = units.split(textOf(value, operator));
    const end = count < 0 ? all.length : Math.trunc(start) + Math.trunc(count);
    return units.join(all.slice(Math.trunc(start), end), operator);
  };
}

function textOf(value: unknown, operator: string): string {
  if (isNothing(value)) return '';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  if (value instanceof Date) return value.toISOString();
  throw requestFailed(`${operator} can't convert from this type to String`);
}

export const TEXT_EXPRESSIONS = {
  $indexOfCP: indexOf('$indexOfCP', CHARACTERS),
  $indexOfBytes: indexOf('$indexOfBytes', BYTES),
  $substr: part('$substrBytes', BYTES, true),
  $substrBytes: part('$substrBytes', BYTES, true),
  $substrCP: part('$substrCP', CHARACTERS, false),
};
