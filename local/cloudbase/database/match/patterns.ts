/**
 * Regular expressions as MongoDB evaluates them (PCRE, UTF-8), brought to JavaScript's: the flags i, m, s, x; `.` and `$` by
 * PCRE's idea of a line; \A, \Z, \z; flags written inside the pattern. A pattern JavaScript cannot hold is refused by name.
 */
import { BSONRegExp } from 'bson';
import { requestFailed } from '../errors';
import type { ValueTest } from './document-path';

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
  const source = translate(inner ? pattern.slice(inner[0].length) : pattern, all);
  const own = ['i', 'm', 's'].filter((flag) => all.has(flag)).join('');
  try {
    return new RegExp(source, `${own}u`); // by characters, as MongoDB's; stricter about what may be escaped
  } catch {
    try {
      return new RegExp(source, own);
    } catch {
      throw requestFailed(`Regular expression is invalid: ${pattern}`);
    }
  }
}

const ANCHORS: Record<string, string> = {
  '\\A': '(?<![\\s\\S])',
  '\\z': '(?![\\s\\S])',
  '\\Z': '(?=\\n?(?![\\s\\S]))',
};

function translate(pattern: string, flags: Set<string>): string {
  let output = '';
  let inClass = false;
  for (let i = 0; i < pattern.length; i++) {
    const character = pattern.charAt(i);
    if (character === '\\') {
      const escaped = pattern.slice(i, i + 2);
      output += inClass ? escaped : (ANCHORS[escaped] ?? escaped);
      i++;
    } else if (inClass) {
      inClass = character !== ']';
      output += character;
    } else if (flags.has('x') && character === '#') {
      const end = pattern.indexOf('\n', i);
      i = end < 0 ? pattern.length : end;
    } else if (!(flags.has('x') && /\s/.test(character))) {
      inClass = character === '[';
      output += plain(character, flags);
    }
  }
  return output;
}

function plain(character: string, flags: Set<string>): string {
  if (character === '.' && !flags.has('s')) return '[^\\n]';
  if (character === '$') return flags.has('m') ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
  if (character === '^' && flags.has('m')) return '(?<=\\n|(?<![\\s\\S]))';
  return character;
}
