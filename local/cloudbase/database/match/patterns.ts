/**
 * Regular expressions as MongoDB evaluates them (PCRE, UTF-8), brought to JavaScript's: the flags i, m, s, x; `.` and `$` by
 * PCRE's idea of a line; flags written inside the pattern; the rest in pattern-text.ts.
 */
import { BSONRegExp } from 'bson';
import { requestFailed } from '../errors';
import type { ValueTest } from './document-path';
import { translatePattern } from './pattern-text';

export type Pattern = RegExp | BSONRegExp;

export const isPattern = (value: unknown): value is Pattern =>
  value instanceof RegExp || value instanceof BSONRegExp;

const patternText = (pattern: Pattern): string =>
  pattern instanceof RegExp ? pattern.source : pattern.pattern;
const patternFlags = (pattern: Pattern): string =>
  pattern instanceof RegExp ? pattern.flags : pattern.options;

/** A pattern also finds a stored pattern that is the same. */
export function patternTest(pattern: Pattern): ValueTest {
  const [text, flags] = [patternText(pattern), patternFlags(pattern)];
  const compiled = compilePattern(text, flags);
  return (value) => {
    if (typeof value === 'string') return compiled.test(value);
    return isPattern(value) && patternText(value) === text && patternFlags(value) === flags;
  };
}

/** { $regex, $options } beside other conditions. */
export function regexCondition(regex: unknown, options: unknown): ValueTest {
  if (options !== undefined && typeof options !== 'string')
    throw requestFailed('$options has to be a string');
  if (typeof regex === 'string') return patternTest(new BSONRegExp(regex, checkedFlags(options ?? '')));
  if (!isPattern(regex)) throw requestFailed('$regex has to be a string');
  if (options === undefined) return patternTest(regex);
  if (patternFlags(regex) !== '') throw requestFailed('options set in both $regex and $options');
  return patternTest(new BSONRegExp(patternText(regex), checkedFlags(options)));
}

function checkedFlags(flags: string): string {
  for (const flag of flags)
    if (!'imsxu'.includes(flag)) throw requestFailed(`invalid flag in regex options: ${flag}`);
  return [...flags].sort().join('');
}

const INNER_FLAGS = /^\(\?([imsx]+)\)/;

function compilePattern(pattern: string, flags: string): RegExp {
  const inner = INNER_FLAGS.exec(pattern);
  const all = new Set(flags + (inner?.[1] ?? ''));
  const source = translatePattern(inner ? pattern.slice(inner[0].length) : pattern, all);
  const own = ['i', 'm', 's'].filter((flag) => all.has(flag)).join('');
  try {
    // By characters, as MongoDB's.
    return new RegExp(source, `${own}u`);
  } catch {
    // Looser about what stands alone, `a{` and `[\w-.]`, as PCRE is; it knows no properties, though.
    const loose = /\\([pP]|u\{)/.test(source) ? null : looseOf(source, own);
    if (loose === null) throw requestFailed(`Regular expression is invalid: ${pattern}`);
    return loose;
  }
}

function looseOf(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
