import {
  addChinaMonths,
  addMs,
  chinaDateOf,
  chinaWeekday,
  DAY_MS,
  startOfChinaDate,
  type Instant,
} from '../time';

/** What a report is put together of. */
export type Period = 'day' | 'week' | 'month';
/** At most so many of them in one answer: two months of days, more than a year of weeks. */
export const MOST_PERIODS = 62;

const MONTH = 'YYYY-MM'.length;

/** The day, the Monday of the week, or the month `YYYY-MM` in which an instant lies, in China. */
export function periodOf(period: Period, at: Instant): string {
  if (period === 'day') return chinaDateOf(at);
  if (period === 'month') return chinaDateOf(at).slice(0, MONTH);
  return chinaDateOf(addMs(at, -(chinaWeekday(at) - 1) * DAY_MS));
}

const later = (period: Period, at: Instant, by: number): Instant =>
  period === 'month' ? addChinaMonths(at, by) : addMs(at, by * (period === 'week' ? 7 : 1) * DAY_MS);

/** The beginning of the period an instant lies in. */
function startOf(period: Period, at: Instant): Instant {
  const text = periodOf(period, at);
  return startOfChinaDate(period === 'month' ? `${text}-01` : text) ?? at;
}

/** So many periods, in order; the last is the one an instant lies in. */
export const periodsUntil = (period: Period, at: Instant, count: number): string[] =>
  Array.from({ length: count }, (_, place) =>
    periodOf(period, later(period, startOf(period, at), place + 1 - count)),
  );

/** The beginning of a day, week or month by its name; null: it is none. */
export const startOfNamed = (name: string): Instant | null =>
  startOfChinaDate(name.length === MONTH ? `${name}-01` : name);

/** The same period so many before: of days, weeks or months. */
export function periodBefore(period: Period, name: string, by: number): string {
  const at = startOfNamed(name);
  return at === null ? name : periodOf(period, later(period, at, -by));
}

/** A year before: the same day or month, and 52 weeks, so that a week has the same days of the week. */
export function yearBefore(period: Period, name: string): string {
  if (period === 'week') return periodBefore('week', name, 52);
  const at = startOfNamed(name);
  return at === null ? name : periodOf(period, addChinaMonths(at, -12));
}

/** More may still be counted into it. */
export const isOpen = (period: Period, name: string, now: Instant): boolean => name >= periodOf(period, now);
