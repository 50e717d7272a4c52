import dayjs, { type Dayjs } from 'dayjs';
import utc from 'dayjs/plugin/utc';
import type { Brand } from './brand';

/**
 * Time. An Instant is epoch milliseconds UTC. Calendar questions are asked in China time and only here, of dayjs at a fixed
 * offset: mainland China has kept UTC+8 without daylight saving since 1991, so no time-zone data is needed
 * (docs/decisions/0004-china-time-is-a-fixed-offset.md).
 * Intervals are half-open: `from <= t < to`.
 */
dayjs.extend(utc);

export type Instant = Brand<number, 'Instant'>;
/** A calendar day in China, `YYYY-MM-DD`. */
export type ChinaDate = Brand<string, 'ChinaDate'>;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

const CHINA_OFFSET_HOURS = 8;

export const isInstant = (value: unknown): value is Instant =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

/** @throws RangeError when the value is not an integer number of epoch milliseconds */
export function instant(value: number): Instant {
  if (!isInstant(value)) throw new RangeError(`not an instant: ${value}`);
  return value;
}

export const addMs = (at: Instant, ms: number): Instant => instant(at + ms);

/**
 * The China calendar at an instant, in dayjs's UTC mode: its `utcOffset(480)` goes through the machine's own zone and is wrong
 * where that zone changes its clocks.
 */
const china = (at: Instant): Dayjs => dayjs.utc(at).add(CHINA_OFFSET_HOURS, 'hour');

const instantOf = (calendar: Dayjs): Instant =>
  instant(calendar.subtract(CHINA_OFFSET_HOURS, 'hour').valueOf());

const two = (n: number) => String(n).padStart(2, '0');

export const isChinaDate = (value: unknown): value is ChinaDate =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);

/** Whether the calendar has this day, also before 1970: `2026-02-29` is none. */
export const isRealChinaDate = (value: unknown): value is ChinaDate =>
  isChinaDate(value) && dayjs.utc(value).format('YYYY-MM-DD') === value;

/** The China calendar day an instant falls on. */
export function chinaDateOf(at: Instant): ChinaDate {
  // Without dayjs, which takes ten times as long: it is asked with nearly every write.
  const date = new Date(at + CHINA_OFFSET_HOURS * HOUR_MS).toISOString().slice(0, 10);
  if (!isChinaDate(date)) throw new RangeError(`no China date for ${at}`);
  return date;
}

/** The number of the China day an instant falls on, since 1970: for counting days, many at a time. */
export const chinaDayNumber = (at: Instant): number =>
  Math.floor((at + CHINA_OFFSET_HOURS * HOUR_MS) / DAY_MS);

/** The first instant of the China day of that number; 1970 is as early as it gets. */
export const startOfChinaDay = (day: number): Instant =>
  instant(Math.max(0, day * DAY_MS - CHINA_OFFSET_HOURS * HOUR_MS));

/** The beginning of the day before, in China. */
export const startOfChinaYesterday = (now: Instant): Instant => startOfChinaDay(chinaDayNumber(now) - 1);

/** The first instant of the China day that follows the one `at` falls on. */
export const endOfChinaDay = (at: Instant): Instant => startOfChinaDay(chinaDayNumber(at) + 1);

/** The first instant of a China month, counted on from January of that year. Without dayjs as well: it is asked of every lot and every rule. */
const startOfChinaMonth = (year: number, month: number): Instant =>
  instant(Date.UTC(year, month) - CHINA_OFFSET_HOURS * HOUR_MS);

/** Year and month (from 0) of the China calendar, so many months later. */
function chinaMonthOf(at: Instant, monthsLater: number): { year: number; month: number } {
  const date = new Date(at + CHINA_OFFSET_HOURS * HOUR_MS);
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + monthsLater;
  return { year: Math.floor(months / 12), month: months % 12 };
}

/** The first instant after the China month that lies `monthsLater` after the one `at` falls in. */
export function endOfChinaMonth(at: Instant, monthsLater = 0): Instant {
  const { year, month } = chinaMonthOf(at, monthsLater);
  return startOfChinaMonth(year, month + 1);
}

/** The first instant after the China year that the month `monthsLater` after the one of `at` falls in. */
export const endOfChinaYear = (at: Instant, monthsLater = 0): Instant =>
  startOfChinaMonth(chinaMonthOf(at, monthsLater).year + 1, 0);

/** The same China clock time so many months later; where that month is shorter, on its last day: 29 February + 12 is the 28th. */
export const addChinaMonths = (at: Instant, months: number): Instant =>
  instantOf(china(at).add(months, 'month'));

/** An instant as WeChat writes it, `2026-11-30T10:00:00+08:00`; null: nothing, or no such time. */
export function instantOfRfc3339(text: string | undefined): Instant | null {
  const at = text === undefined ? Number.NaN : Date.parse(text);
  return isInstant(at) ? at : null;
}

/** The first instant of a China day given as `YYYY-MM-DD`; null when there is no such day. */
export function startOfChinaDate(text: string): Instant | null {
  if (!isChinaDate(text)) return null;
  const at = dayjs.utc(text).subtract(CHINA_OFFSET_HOURS, 'hour').valueOf();
  return isInstant(at) && chinaDateOf(at) === text ? at : null;
}

/** Minutes since midnight in China, 0 to 1439. */
export function chinaMinuteOfDay(at: Instant): number {
  const clock = china(at);
  return clock.hour() * 60 + clock.minute();
}

/** The first instant from `at` on at which a China clock shows this minute of the day. */
export function nextChinaMinute(at: Instant, minuteOfDay: number): Instant {
  const now = china(at);
  const today = now.startOf('day').add(minuteOfDay, 'minute');
  return instantOf(today.isBefore(now) ? today.add(1, 'day') : today);
}

/** 1 Monday … 7 Sunday, of the China day an instant falls on. */
export const chinaWeekday = (at: Instant): number => china(at).day() || 7;

/** `2026-11-21T20:30:00+08:00`: the form of WeChat Pay's times. */
export const chinaRfc3339 = (at: Instant): string => china(at).format('YYYY-MM-DDTHH:mm:ss[+08:00]');

/** The same with milliseconds, as 发货信息管理 takes it. */
export const chinaRfc3339Millis = (at: Instant): string =>
  china(at).format('YYYY-MM-DDTHH:mm:ss.SSS[+08:00]');

/** `11月21日 20:30`, for people. */
export const chinaTimeText = (at: Instant): string => china(at).format('M月D日 HH:mm');

/**
 * An end, for people: the instant is the first that is too late, so midnight is said as 24:00 of the day before, the day people
 * think it ends on.
 */
export const chinaEndText = (at: Instant): string =>
  chinaMinuteOfDay(at) === 0 ? `${china(addMs(at, -MINUTE_MS)).format('M月D日')} 24:00` : chinaTimeText(at);

/** `2026年11月21日 20:30`: the `time` field of a WeChat template takes this form (platform-facts, section 1). */
export const wechatTimeText = (at: Instant): string => china(at).format('YYYY年M月D日 HH:mm');

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
