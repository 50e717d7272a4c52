import type { Brand } from './brand';

/**
 * Time. An Instant is epoch milliseconds UTC. Calendar questions are asked in China time and only here:
 * mainland China has kept UTC+8 without daylight saving since 1991, so a fixed offset is exact
 * (docs/decisions/0004-china-time-is-a-fixed-offset.md).
 * Intervals are half-open: `from <= t < to`.
 */
export type Instant = Brand<number, 'Instant'>;
/** A calendar day in China, `YYYY-MM-DD`. */
export type ChinaDate = Brand<string, 'ChinaDate'>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const CHINA_OFFSET_MS = 8 * HOUR_MS;

export const isInstant = (value: unknown): value is Instant =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** @throws RangeError when the value is not an integer number of epoch milliseconds */
export function instant(value: number): Instant {
  if (!isInstant(value)) throw new RangeError(`not an instant: ${value}`);
  return value;
}

export const addMs = (at: Instant, ms: number): Instant => instant(at + ms);

interface ChinaClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

function chinaClock(at: Instant): ChinaClock {
  const shifted = new Date(at + CHINA_OFFSET_MS);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}

const two = (n: number) => String(n).padStart(2, '0');

export const isChinaDate = (value: unknown): value is ChinaDate =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** The China calendar day an instant falls on. */
export function chinaDateOf(at: Instant): ChinaDate {
  const { year, month, day } = chinaClock(at);
  const date = `${year}-${two(month)}-${two(day)}`;
  if (!isChinaDate(date)) throw new RangeError(`no China date for ${at}`);
  return date;
}

/** The first instant of the China day that follows the one `at` falls on. */
export function endOfChinaDay(at: Instant): Instant {
  const daysSinceEpoch = Math.floor((at + CHINA_OFFSET_MS) / DAY_MS);
  return instant((daysSinceEpoch + 1) * DAY_MS - CHINA_OFFSET_MS);
}

/** The first instant of the China day `at` falls on. */
export const startOfChinaDay = (at: Instant): Instant => instant(endOfChinaDay(at) - DAY_MS);

/** The first instant after the China month that lies `monthsLater` after the one `at` falls in. */
export function endOfChinaMonth(at: Instant, monthsLater = 0): Instant {
  const { year, month } = chinaClock(at);
  // Date.UTC counts months from 0, so `month` already is the following one; 12 and more run on into later years.
  return instant(Date.UTC(year, month + monthsLater, 1) - CHINA_OFFSET_MS);
}

/** The first instant after the China year that the month `monthsLater` after the one of `at` falls in. */
export function endOfChinaYear(at: Instant, monthsLater = 0): Instant {
  const { year, month } = chinaClock(at);
  return instant(Date.UTC(year + Math.floor((month - 1 + monthsLater) / 12) + 1, 0, 1) - CHINA_OFFSET_MS);
}

/** The first instant of a China day given as `YYYY-MM-DD`; null when there is no such day. */
export function startOfChinaDate(text: string): Instant | null {
  if (!isChinaDate(text)) return null;
  const at = Date.parse(`${text}T00:00:00+08:00`);
  return isInstant(at) && chinaDateOf(at) === text ? at : null;
}

/** Minutes since midnight in China, 0 to 1439. */
export function chinaMinuteOfDay(at: Instant): number {
  const { hour, minute } = chinaClock(at);
  return hour * 60 + minute;
}

/** The first instant from `at` on at which a China clock shows this minute of the day. */
export function nextChinaMinute(at: Instant, minuteOfDay: number): Instant {
  const midnight = endOfChinaDay(at) - DAY_MS;
  const today = midnight + minuteOfDay * MINUTE_MS;
  return instant(today >= at ? today : today + DAY_MS);
}

/** 1 Monday … 7 Sunday, of the China day an instant falls on. */
export function chinaWeekday(at: Instant): number {
  const daysSinceEpoch = Math.floor((at + CHINA_OFFSET_MS) / DAY_MS);
  // 1 January 1970 was a Thursday.
  return ((daysSinceEpoch + 3) % 7) + 1;
}

/** `2026-11-21T20:30:00+08:00`: the form of WeChat Pay's times. */
export const chinaRfc3339 = (at: Instant): string =>
  `${new Date(at + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;

/** `11月21日 20:30`, for people. */
export function chinaTimeText(at: Instant): string {
  const { month, day, hour, minute } = chinaClock(at);
  return `${month}月${day}日 ${two(hour)}:${two(minute)}`;
}

/** `2026年11月21日 20:30`: the `time` field of a WeChat template takes this form (platform-facts, section 1). */
export function wechatTimeText(at: Instant): string {
  return `${chinaClock(at).year}年${chinaTimeText(at)}`;
}

/** What is left until an instant, in the two largest units: `6天23小时`, `1小时05分`, `4分09秒`; `已到期` when nothing is. */
export function timeLeftText(leftMs: number): string {
  if (leftMs <= 0) return '已到期';
  const days = Math.floor(leftMs / DAY_MS);
  const hours = Math.floor((leftMs % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((leftMs % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((leftMs % MINUTE_MS) / 1000);
  if (days > 0) return `${days}天${hours}小时`;
  if (hours > 0) return `${hours}小时${two(minutes)}分`;
  return `${minutes}分${two(seconds)}秒`;
}
