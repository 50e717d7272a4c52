/**
 * Documents travel and rest as EJSON text. This file turns text into values (Date, RegExp, ObjectId, plain numbers) and back.
 * It is written by hand rather than with EJSON.parse because every call parses, and most documents need no conversion at all.
 * Stored text is relaxed EJSON: the SDK's parser reads it as it reads the canonical form.
 */
import { BSONRegExp, EJSON } from 'bson';

export type Document = Record<string, unknown>;

const EJSON_TYPE_KEYS = new Set([
  '$oid',
  '$date',
  '$numberInt',
  '$numberLong',
  '$numberDouble',
  '$numberDecimal',
  '$binary',
  '$uuid',
  '$regularExpression',
  '$timestamp',
  '$minKey',
  '$maxKey',
  '$undefined',
]);

/** The SDK's db.serverDate() arrives as this object wherever it stood in the document, query or update. */
const SERVER_DATE = '$tcb_server_date';

/** Flags a JavaScript regular expression has and MongoDB's does not: the SDK sends them as they are. */
const JAVASCRIPT_ONLY_FLAGS = /[^imsx]/g;

export function isDocument(value: unknown): value is Document {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

export const isBsonValue = (value: unknown): value is object & { _bsontype: string } =>
  typeof value === 'object' && value !== null && '_bsontype' in value && typeof value._bsontype === 'string';

export function parseValue(text: string, now?: () => number): unknown {
  const value: unknown = JSON.parse(text);
  return text.includes('"$') ? revive(value, now) : value;
}

export function parseDocument(text: string, now?: () => number): Document {
  const value = parseValue(text, now);
  if (!isDocument(value)) throw new TypeError('expected an object');
  return value;
}

export function stringifyValue(value: unknown): string {
  return JSON.stringify(toEjson(value));
}

function revive(value: unknown, now: (() => number) | undefined): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => revive(item, now));
  if (!isDocument(value)) return value;
  const firstKey = Object.keys(value)[0];
  if (firstKey !== undefined && EJSON_TYPE_KEYS.has(firstKey)) return reviveTyped(value, firstKey);
  if (firstKey === SERVER_DATE && now)
    return new Date(now() + serverDateOffset(revive(value[SERVER_DATE], now)));
  const revived: Document = {};
  for (const key of Object.keys(value)) revived[key] = revive(value[key], now);
  return revived;
}

function serverDateOffset(options: unknown): number {
  const offset = isDocument(options) ? options.offset : 0;
  return typeof offset === 'number' ? offset : 0;
}

function reviveTyped(value: Document, typeKey: string): unknown {
  const inner = value[typeKey];
  if (typeof inner === 'string') {
    if (typeKey === '$date') return new Date(inner);
    if (typeKey.startsWith('$number') && typeKey !== '$numberDecimal') return Number(inner);
  }
  if (typeKey === '$date' && typeof inner === 'number') return new Date(inner);
  if (typeKey === '$date') return new Date(Number(isDocument(inner) ? inner.$numberLong : inner));
  if (typeKey === '$regularExpression') return toRegExp(inner);
  if (typeKey === '$undefined') return null;
  const typed: unknown = EJSON.deserialize(value);
  return typed;
}

/** What JavaScript cannot hold (the flag x, flags inside the pattern) stays as it came; the matcher translates it. */
function toRegExp(inner: unknown): RegExp | BSONRegExp {
  if (!isDocument(inner) || typeof inner.pattern !== 'string')
    throw new TypeError('invalid regular expression');
  const flags = typeof inner.options === 'string' ? inner.options.replace(JAVASCRIPT_ONLY_FLAGS, '') : '';
  if (!flags.includes('x')) {
    try {
      return new RegExp(inner.pattern, flags);
    } catch {
      // not a pattern of JavaScript's
    }
  }
  return new BSONRegExp(inner.pattern, flags);
}

function toEjson(value: unknown): unknown {
  if (typeof value === 'number') return numberToEjson(value);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => (item === undefined ? null : toEjson(item)));
  if (value instanceof Date) return dateToEjson(value);
  if (value instanceof RegExp) return { $regularExpression: { pattern: value.source, options: value.flags } };
  if (isBsonValue(value)) {
    const typed: unknown = EJSON.serialize({ value });
    return isDocument(typed) ? typed.value : null;
  }
  const output: Document = {};
  for (const [key, item] of Object.entries(value)) if (item !== undefined) output[key] = toEjson(item);
  return output;
}

function numberToEjson(value: number): unknown {
  if (Number.isFinite(value) && !Object.is(value, -0)) return value;
  return { $numberDouble: Object.is(value, -0) ? '-0.0' : String(value) };
}

function dateToEjson(value: Date): unknown {
  const time = value.getTime();
  const isoYear = time >= 0 && time < 253402300800000;
  return { $date: isoYear ? value.toISOString() : { $numberLong: String(time) } };
}
