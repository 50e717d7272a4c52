/** The text of a pattern, brought from PCRE's to JavaScript's. What JavaScript would read as something else is refused by name. */
import { requestFailed } from '../errors';

const LINE_ENDS = '\\n\\x0b\\f\\r';
const BLANKS = ' \\t';
/** Of ASCII alone. */
const SPACES = `${BLANKS}${LINE_ENDS}`;

/** What PCRE means by an escape and JavaScript does not: outside of a class, and inside of one (null: it cannot stand there). */
const ESCAPES: Readonly<Record<string, readonly [outside: string, inside: string | null]>> = {
  A: ['(?<![\\s\\S])', null],
  z: ['(?![\\s\\S])', null],
  Z: ['(?=\\n?(?![\\s\\S]))', null],
  a: ['\\x07', '\\x07'],
  e: ['\\x1b', '\\x1b'],
  h: [`[${BLANKS}]`, BLANKS],
  H: [`[^${BLANKS}]`, null],
  v: [`[${LINE_ENDS}]`, LINE_ENDS],
  V: [`[^${LINE_ENDS}]`, null],
  s: [`[${SPACES}]`, SPACES],
  S: [`[^${SPACES}]`, null],
  N: ['[^\\n]', null],
  R: [`(?:\\r\\n|[${LINE_ENDS}])`, null],
};
/** The same in both. */
const SHARED_ESCAPE = /^[dDwWbBnrtfxkc0-9]$/;
/** Signs that JavaScript lets be escaped. */
const SYNTAX = /^[\^$\\.*+?()[\]{}|/-]$/;

const POSIX: Readonly<Record<string, string>> = {
  alnum: 'A-Za-z0-9',
  alpha: 'A-Za-z',
  ascii: '\\x00-\\x7f',
  blank: BLANKS,
  cntrl: '\\x00-\\x1f\\x7f',
  digit: '0-9',
  graph: '\\x21-\\x7e',
  lower: 'a-z',
  print: '\\x20-\\x7e',
  punct: '\\x21-\\x2f\\x3a-\\x40\\x5b-\\x60\\x7b-\\x7e',
  space: SPACES,
  upper: 'A-Z',
  word: '\\w',
  xdigit: '0-9A-Fa-f',
};

const unavailable = (what: string): Error =>
  requestFailed(`Regular expression is invalid: ${what} is not available`);

interface Piece {
  length: number;
  source: string;
}

const PROPERTY = /^\\([pP])(?:\{(\^?)(\w+)\}|(\w))/;

/** `\p{Han}`, `\pL`: JavaScript wants scripts named as such. */
function propertyAt(text: string): Piece {
  const [whole = text.slice(0, 2), kind = 'p', not = '', long, short] = PROPERTY.exec(text) ?? [];
  const name = long ?? short ?? '';
  const letter = not === '' ? kind : kind === 'p' ? 'P' : 'p';
  for (const form of [name, `Script=${name}`]) {
    const source = `\\${letter}{${form}}`;
    try {
      new RegExp(source, 'u');
      return { length: whole.length, source };
    } catch {
      // The next form, or none.
    }
  }
  throw unavailable(whole);
}

/** In the form both kinds of pattern know, where there is one. */
const codePoint = (hex: string): string => (hex.length <= 4 ? `\\u${hex.padStart(4, '0')}` : `\\u{${hex}}`);

/** An escape at the beginning of the text: how long it is, and what JavaScript calls it. */
function escapeAt(text: string, inClass: boolean): Piece {
  const letter = text.charAt(1);
  if (letter === 'p' || letter === 'P') return propertyAt(text);
  const [code, hex] = /^\\x\{([0-9a-fA-F]+)\}/.exec(text) ?? [];
  if (code !== undefined) return { length: code.length, source: codePoint(hex ?? '') };
  const known = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  const source = inClass ? known?.[1] : known?.[0];
  if (typeof source === 'string') return { length: 2, source };
  if (SHARED_ESCAPE.test(letter) || SYNTAX.test(letter)) return { length: 2, source: `\\${letter}` };
  if (/[A-Za-z]/.test(letter) || letter === '') throw unavailable(`\\${letter}`);
  // Escaped for no reason: it stands for itself.
  return { length: 2, source: letter };
}

/** `[:digit:]`, inside of a class. */
function posixAt(text: string): Piece | null {
  const [whole, name = ''] = /^\[:(\^?\w+):\]/.exec(text) ?? [];
  if (whole === undefined) return null;
  const source = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  if (source === undefined) throw unavailable(whole);
  return { length: whole.length, source };
}

/** `(?P<name>`, `(?P=name)`, as Python has them. */
function namedAt(text: string): Piece | null {
  if (text.startsWith('(?P<')) return { length: 4, source: '(?<' };
  const [whole, name = ''] = /^\(\?P=(\w+)\)/.exec(text) ?? [];
  return whole === undefined ? null : { length: whole.length, source: `\\k<${name}>` };
}

/** In a class everything but escapes and its end stands for itself. */
const inClassAt = (text: string): Piece =>
  posixAt(text) ?? { length: 1, source: text.startsWith('[') ? '\\[' : text.charAt(0) };

function outsideAt(text: string, flags: ReadonlySet<string>): Piece {
  const character = text.charAt(0);
  if (flags.has('x') && character === '#') {
    const end = text.indexOf('\n');
    return { length: end < 0 ? text.length : end + 1, source: '' };
  }
  if (flags.has('x') && /\s/.test(character)) return { length: 1, source: '' };
  return namedAt(text) ?? { length: 1, source: plain(character, flags) };
}

function plain(character: string, flags: ReadonlySet<string>): string {
  if (character === '.' && !flags.has('s')) return '[^\\n]';
  if (character === '$') return flags.has('m') ? '(?=\\n|(?![\\s\\S]))' : '(?=\\n?(?![\\s\\S]))';
  if (character === '^' && flags.has('m')) return '(?<=\\n|(?<![\\s\\S]))';
  return character;
}

/** A `]` right after the beginning of a class is one of its members. */
const CLASS_WITH_BRACKET = /^\[\^?\]/;

export function translatePattern(pattern: string, flags: ReadonlySet<string>): string {
  let output = '';
  let inClass = false;
  for (let at = 0; at < pattern.length;) {
    const text = pattern.slice(at);
    const [bracketed] = inClass ? [] : (CLASS_WITH_BRACKET.exec(text) ?? []);
    if (bracketed !== undefined) {
      output += `${bracketed.slice(0, -1)}\\]`;
      inClass = true;
      at += bracketed.length;
      continue;
    }
    const piece = text.startsWith('\\')
      ? escapeAt(text, inClass)
      : inClass
        ? inClassAt(text)
        : outsideAt(text, flags);
    if (!text.startsWith('\\')) inClass = inClass ? !text.startsWith(']') : text.startsWith('[');
    output += piece.source;
    at += piece.length;
  }
  return output;
}
