/** Expressions on text that mingo lacks or does otherwise: positions and parts, by character and by UTF-8 byte. */
import { evalExpr } from 'mingo/core';
import * as mingo from 'mingo/operators/expression';
import type { Options } from 'mingo/types';
import { requestFailed } from '../../errors';
import { isDocument } from '../../values/document-text';
import { isNothing, one, several, unlessNothing, type Expression } from './operands';

const evaluated = (document: object, operands: unknown, options: Options): unknown[] =>
  (Array.isArray(operands) ? operands : [operands]).map((each: unknown): unknown =>
    evalExpr(document, each, options),
  );

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

/** Of letters of the English alphabet alone, as the manual says. */
const cased = (operator: string, letters: RegExp, change: (letter: string) => string): Expression =>
  one((value) => textOf(value, operator).replace(letters, change));

function compared(left: unknown, right: unknown): number {
  const [one, other] = [left, right].map((value) =>
    Buffer.from(textOf(value, '$strcasecmp').replace(/[a-z]/g, (letter) => letter.toUpperCase())),
  );
  return one && other ? Buffer.compare(one, other) : 0;
}

function split(text: unknown, separator: unknown): string[] {
  if (typeof text !== 'string')
    throw requestFailed('$split requires an expression that evaluates to a string');
  if (typeof separator !== 'string')
    throw requestFailed('$split requires an expression that evaluates to a string as a second argument');
  if (separator === '') throw requestFailed('$split requires a non-empty separator');
  return text.split(separator);
}

function joined(...texts: unknown[]): unknown {
  const other = texts.find((text) => !isNothing(text) && typeof text !== 'string');
  if (other !== undefined) throw requestFailed(`$concat only supports strings, not ${typeof other}`);
  return texts.some(isNothing) ? null : texts.join('');
}

const trimmed =
  (operator: '$trim' | '$ltrim' | '$rtrim'): Expression =>
  (document, spec, options) => {
    if (!isDocument(spec)) throw requestFailed(`${operator} only supports an object as an argument`);
    const isUnset = 'chars' in spec && isNothing(evalExpr(document, spec.chars, options));
    return isUnset ? null : mingo[operator](document, spec, options);
  };

export const TEXT_EXPRESSIONS = {
  $toUpper: cased('$toUpper', /[a-z]/g, (letter) => letter.toUpperCase()),
  $toLower: cased('$toLower', /[A-Z]/g, (letter) => letter.toLowerCase()),
  $strcasecmp: several('$strcasecmp', [2, 2], compared),
  $split: several('$split', [2, 2], unlessNothing(split)),
  $concat: several('$concat', [0, Number.MAX_SAFE_INTEGER], joined),
  $trim: trimmed('$trim'),
  $ltrim: trimmed('$ltrim'),
  $rtrim: trimmed('$rtrim'),
  $indexOfCP: indexOf('$indexOfCP', CHARACTERS),
  $indexOfBytes: indexOf('$indexOfBytes', BYTES),
  $substr: part('$substrBytes', BYTES, true),
  $substrBytes: part('$substrBytes', BYTES, true),
  $substrCP: part('$substrCP', CHARACTERS, false),
};
