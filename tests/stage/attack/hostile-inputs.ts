import type { Draws } from './draws';

/** Whatever JSON can say. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const deep = (levels: number, wrap: (inner: Json) => Json): Json => {
  let value: Json = 1;
  for (let level = 0; level < levels; level += 1) value = wrap(value);
  return value;
};

const each = (...values: Json[]): (() => Json)[] => values.map((value) => () => value);

/** What an attacker puts where something else belongs, by kind; each made when it is drawn. */
export const HOSTILE: Readonly<Record<string, readonly (() => Json)[]>> = {
  'another type': each(null, true, 0, '', 'x', [], [[]], [null], {}, { length: 1 }, { toString: 1 }),
  'a number at an edge': each(
    -1,
    -0,
    0.1,
    1e-7,
    1e308,
    -1e308,
    2 ** 31,
    2 ** 53,
    2 ** 53 + 2,
    8.64e15 + 1,
    '1e3',
    '0x10',
    ' 12 ',
    'NaN',
    'Infinity',
  ),
  huge: [
    () => 'x'.repeat(200_000),
    () => '团'.repeat(70_000),
    () => Array.from({ length: 20_000 }, () => 0),
    () => Object.fromEntries(Array.from({ length: 5_000 }, (_, place) => [`k${place}`, place])),
  ],
  deep: [() => deep(1_500, (inner) => [inner]), () => deep(1_500, (inner) => ({ and: [inner], if: 'all' }))],
  'a prototype': [
    // Object.fromEntries makes `__proto__` a key of its own, as JSON.parse does with what is sent.
    () => Object.fromEntries([['__proto__', { role: 'owner', isAdmin: true }]]),
    () => ({ constructor: { prototype: { role: 'owner', isAdmin: true } } }),
    () => ({ prototype: {}, hasOwnProperty: 1, valueOf: null }),
  ],
  'an operator': each(
    { $gt: '' },
    { $ne: null },
    { $in: [] },
    { $regex: '.*' },
    { $where: 'sleep(1000)' },
    { $set: { role: 'owner' } },
    { $expr: { $eq: ['$_id', '$_id'] } },
    { $oid: '000000000000000000000000' },
    { $date: 'now' },
    { $numberLong: '1' },
    '$memberId',
    '$$ROOT',
  ),
  'a trick of unicode': each(
    '\u0000',
    '\u202e卡团',
    '\u200b',
    '\ufeff',
    '\ud800',
    'a\udc00b',
    '１２３４５６７８',
    '𝟙𝟚𝟛',
    'ﬁ',
    'İ',
    `e${'\u0301'.repeat(400)}`,
    '👩‍👩‍👧‍👦'.repeat(50),
    '\u2028\u2029',
  ),
  'an id of nobody': each(
    '../../etc/passwd',
    'mem_',
    `mem_${'A'.repeat(26)}`,
    "' OR '1'='1",
    '%00',
    'openid:wx:o1',
    'constructor',
    '__proto__',
    'seg_everyone',
  ),
  'a day that is none': each('2026-02-30', '0000-00-00', '9999-12-31', '2026-13', '-1-1-1'),
};

/** A version of an input that was good: one place in it holds something hostile, is gone, or has something beside it. */
export function hostileVersion(good: Json, draws: Draws): { kind: string; input: Json } {
  const kind = draws.oneOf(Object.keys(HOSTILE));
  const bad = draws.oneOf(HOSTILE[kind] ?? [])();
  const places = placesOf(good);
  const place = draws.oneOf(places);
  switch (draws.below(8)) {
    case 0:
      return { kind: `without a part, ${kind}`, input: replaced(good, place, undefined) };
    case 1:
      return { kind: `${kind} under a strange key`, input: beside(good, draws.oneOf(STRANGE_KEYS), bad) };
    default:
      return { kind, input: replaced(good, place, bad) };
  }
}

const STRANGE_KEYS = ['memberId', 'storeId', 'role', 'openId', '$where', 'actor', 'now', '_id'];

type Place = readonly (string | number)[];

/** Every place of it, itself the first. */
export function placesOf(value: Json, at: Place = []): Place[] {
  if (Array.isArray(value)) return [at, ...value.flatMap((part, index) => placesOf(part, [...at, index]))];
  if (value === null || typeof value !== 'object') return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesOf(part, [...at, key]))];
}

/** @param by undefined: the place is gone */
function replaced(value: Json, [first, ...rest]: Place, by: Json | undefined): Json {
  if (first === undefined) return by === undefined ? {} : by;
  if (Array.isArray(value))
    return value.flatMap((part, index) => {
      if (index !== first) return [part];
      if (rest.length > 0) return [replaced(part, rest, by)];
      return by === undefined ? [] : [by];
    });
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]): [string, Json][] => {
      if (key !== first) return [[key, part]];
      if (rest.length > 0) return [[key, replaced(part, rest, by)]];
      return by === undefined ? [] : [[key, by]];
    }),
  );
}

const beside = (value: Json, key: string, bad: Json): Json =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? { ...value, [key]: bad }
    : [value, bad];
