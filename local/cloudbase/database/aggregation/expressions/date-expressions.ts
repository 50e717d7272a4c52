/** Weeks and formatted dates: mingo counts weeks and days otherwise and knows no ISO year. */
import { evalExpr } from 'mingo/core';
import type { Options } from 'mingo/types';
import { DAY_MS, MINUTE_MS } from '../../../../../contracts/primitives/time';
import { requestFailed } from '../../errors';
import { isDocument } from '../../values/document-text';

/** A moment seen in a zone: its UTC fields are the zone's wall clock. */
interface Local {
  wall: Date;
  offsetMinutes: number;
}

const dayOfYear = (wall: Date): number =>
  Math.floor((wall.getTime() - Date.UTC(wall.getUTCFullYear(), 0, 1)) / DAY_MS) + 1;

/** Weeks begin on Sunday; the days before the first Sunday are week 0. */
const weekOfYear = (wall: Date): number => Math.floor((dayOfYear(wall) + 6 - wall.getUTCDay()) / 7);

export const isoDay = (wall: Date): number => wall.getUTCDay() || 7;
/** The Thursday of its week decides which year a week belongs to. */
const thursday = (wall: Date): Date => new Date(wall.getTime() + (4 - isoDay(wall)) * DAY_MS);
export const isoYear = (wall: Date): number => thursday(wall).getUTCFullYear();
export const isoWeek = (wall: Date): number => Math.ceil(dayOfYear(thursday(wall)) / 7);

const padded = (value: number, length: number): string => String(value).padStart(length, '0');
const sign = (value: number): string => (value < 0 ? '-' : '+');

function hoursAndMinutes(offset: number): string {
  const minutes = Math.abs(offset);
  return `${sign(offset)}${padded(Math.floor(minutes / 60), 2)}${padded(minutes % 60, 2)}`;
}

const SPECIFIERS: Record<string, (local: Local) => string> = {
  Y: ({ wall }) => padded(wall.getUTCFullYear(), 4),
  m: ({ wall }) => padded(wall.getUTCMonth() + 1, 2),
  d: ({ wall }) => padded(wall.getUTCDate(), 2),
  H: ({ wall }) => padded(wall.getUTCHours(), 2),
  M: ({ wall }) => padded(wall.getUTCMinutes(), 2),
  S: ({ wall }) => padded(wall.getUTCSeconds(), 2),
  L: ({ wall }) => padded(wall.getUTCMilliseconds(), 3),
  j: ({ wall }) => padded(dayOfYear(wall), 3),
  w: ({ wall }) => String(wall.getUTCDay() + 1),
  u: ({ wall }) => String(isoDay(wall)),
  U: ({ wall }) => padded(weekOfYear(wall), 2),
  V: ({ wall }) => padded(isoWeek(wall), 2),
  G: ({ wall }) => padded(isoYear(wall), 4),
  z: ({ offsetMinutes }) => hoursAndMinutes(offsetMinutes),
  Z: ({ offsetMinutes }) => `${sign(offsetMinutes)}${Math.abs(offsetMinutes)}`,
  '%': () => '%',
};

function formatDate(moment: Date, format: string, zone: string | undefined): string {
  const local = inZone(moment, zone);
  return format.replace(/%([\s\S]?)/g, (whole, specifier: string) => {
    const write = Object.hasOwn(SPECIFIERS, specifier) ? SPECIFIERS[specifier] : undefined;
    if (!write) throw requestFailed(`Invalid format character '${whole}' in format string`);
    return write(local);
  });
}

export function inZone(moment: Date, zone: string | undefined): Local {
  const offsetMinutes = zone === undefined ? 0 : offsetOf(moment, zone);
  return { wall: new Date(moment.getTime() + offsetMinutes * MINUTE_MS), offsetMinutes };
}

export function offsetOf(moment: Date, zone: string): number {
  const fixed = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  if (fixed) return (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * (fixed[1] === '-' ? -1 : 1);
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    const name = format.formatToParts(moment).find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
    return name === 'GMT' ? 0 : offsetOf(moment, name.slice(3));
  } catch (error) {
    if (error instanceof RangeError) throw requestFailed(`unrecognized time zone identifier: "${zone}"`);
    throw error;
  }
}

interface DateOperand {
  date: unknown;
  timezone: unknown;
  format?: unknown;
  onNull?: unknown;
}

/** A date, or { date, timezone, … } with each part an expression. */
function operandOf(document: object, operand: unknown, options: Options): DateOperand {
  const single: unknown = Array.isArray(operand) && operand.length === 1 ? operand[0] : operand;
  const evaluate = (expression: unknown): unknown => evalExpr(document, expression, options);
  if (!isDocument(single) || !('date' in single)) return { date: evaluate(single), timezone: undefined };
  return {
    date: evaluate(single.date),
    timezone: 'timezone' in single ? (evaluate(single.timezone) ?? null) : undefined,
    format: 'format' in single ? (evaluate(single.format) ?? null) : undefined,
    onNull: evaluate(single.onNull),
  };
}

const part =
  (name: string, read: (wall: Date) => number) =>
  (document: object, operand: unknown, options: Options): number | null => {
    const { date, timezone } = operandOf(document, operand, options);
    if (date === null || date === undefined || timezone === null) return null;
    return read(inZone(dateOf(date, name), zoneOf(timezone, name)).wall);
  };

const FORMAT_UTC = '%Y-%m-%dT%H:%M:%S.%LZ';
const FORMAT_IN_ZONE = '%Y-%m-%dT%H:%M:%S.%L';

function dateToString(document: object, operand: unknown, options: Options): unknown {
  const { date, timezone, format, onNull } = operandOf(document, operand, options);
  if (date === null || date === undefined) return onNull ?? null;
  if (timezone === null || format === null) return null;
  const zone = zoneOf(timezone, '$dateToString');
  const wanted = format ?? (zone === undefined ? FORMAT_UTC : FORMAT_IN_ZONE);
  if (typeof wanted !== 'string') throw requestFailed("$dateToString requires that 'format' be a string");
  return formatDate(dateOf(date, '$dateToString'), wanted, zone);
}

export function dateOf(value: unknown, operator: string): Date {
  if (value instanceof Date) return value;
  throw requestFailed(`can't convert from this type to Date in ${operator}`);
}

export function zoneOf(value: unknown, operator: string): string | undefined {
  if (value === undefined || typeof value === 'string') return value;
  throw requestFailed(`${operator}: timezone must evaluate to a string`);
}

const PARTS = {
  $year: (wall: Date) => wall.getUTCFullYear(),
  $month: (wall: Date) => wall.getUTCMonth() + 1,
  $dayOfMonth: (wall: Date) => wall.getUTCDate(),
  $hour: (wall: Date) => wall.getUTCHours(),
  $minute: (wall: Date) => wall.getUTCMinutes(),
  $second: (wall: Date) => wall.getUTCSeconds(),
  $millisecond: (wall: Date) => wall.getUTCMilliseconds(),
  $dayOfWeek: (wall: Date) => wall.getUTCDay() + 1,
  $dayOfYear: dayOfYear,
  $week: weekOfYear,
  $isoWeek: isoWeek,
  $isoWeekYear: isoYear,
  $isoDayOfWeek: isoDay,
} as const;

export const DATE_EXPRESSIONS = {
  ...Object.fromEntries(Object.entries(PARTS).map(([name, read]) => [name, part(name, read)])),
  $dateToString: dateToString,
};
