/**
 * MongoDB's order of values: first by type, then within the type. Text compares by its UTF-8 bytes, objects field by field in
 * the order the fields stand. The same order as the bytes of key-encoding, without making bytes for the plain types.
 */
import { isBsonValue } from './document-text';
import { encodeValue } from './key-encoding';

/** Values are comparable by a range operator only within one of these. Missing and null are one. */
export type ComparableType = 'null' | 'number' | 'string' | 'boolean' | 'date' | 'array' | 'other';

function comparableType(value: unknown): ComparableType {
  if (value === null || value === undefined) return 'null';
  const type = typeof value;
  if (type === 'number' || type === 'string' || type === 'boolean') return type;
  if (Array.isArray(value)) return 'array';
  return value instanceof Date ? 'date' : 'other';
}

export function equalValues(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    return isNothing(a) ? isNothing(b) : equalAcross(a, b);
  }
  if (a instanceof Date && b instanceof Date) return a.getTime() === b.getTime();
  return encodeValue(a).equals(encodeValue(b));
}

export function compareValues(a: unknown, b: unknown): number {
  const type = comparableType(a);
  if (type === comparableType(b)) {
    if (type === 'string') return compareText(String(a), String(b));
    if (type === 'number' || type === 'boolean' || type === 'date') {
      const order = Number(a) - Number(b);
      if (!Number.isNaN(order)) return order;
    }
  }
  return Buffer.compare(encodeValue(a), encodeValue(b));
}

/** The first byte of an encoding is its type. */
export const sameType = (a: unknown, b: unknown): boolean => {
  const type = comparableType(a);
  if (type !== 'other') return type === comparableType(b) || (type === 'number' && encodedAlike(a, b));
  return encodedAlike(a, b);
};

/** Code points order as UTF-8 bytes do; JavaScript's own comparison goes by UTF-16 units and puts 😀 before ﬁ. */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return aboveSurrogates(x) - aboveSurrogates(y);
  }
  return a.length - b.length;
}

/** Surrogates stand for the characters beyond U+FFFF, which come last. */
const aboveSurrogates = (unit: number): number => (unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit);

const isNothing = (value: unknown): boolean => value === null || value === undefined;

/** NaN equals itself; a decimal equals the number it is. */
function equalAcross(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') return Number.isNaN(a) && Number.isNaN(b);
  if (typeof a !== 'object' && typeof b !== 'object') return false;
  if (!isBsonValue(a) && !isBsonValue(b)) return false;
  return encodeValue(a).equals(encodeValue(b));
}

const encodedAlike = (a: unknown, b: unknown): boolean => encodeValue(a)[0] === encodeValue(b)[0];
