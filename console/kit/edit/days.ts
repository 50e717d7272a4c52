import { addMs, chinaDateOf, DAY_MS, startOfChinaDate, type Instant } from '@contracts/primitives/time';

/** A stretch of time as the days it has, first and last; an end that was no midnight stays it unless another day is chosen. */
export const firstDayOf = (from: Instant | null): string | null => (from === null ? null : chinaDateOf(from));
export const lastDayOf = (until: Instant | null): string | null =>
  until === null ? null : chinaDateOf(addMs(until, -1));

function startOf(day: string | null): Instant | null {
  return day === null ? null : startOfChinaDate(day);
}
export const fromOf = (firstDay: string | null, before: Instant | null): Instant | null =>
  firstDay === firstDayOf(before) ? before : startOf(firstDay);
export function untilOf(lastDay: string | null, before: Instant | null): Instant | null {
  if (lastDay === lastDayOf(before)) return before;
  const start = startOf(lastDay);
  return start === null ? null : addMs(start, DAY_MS);
}

/** For a field's check: the last day is not before the first. */
export const isBackwards = (firstDay: string | null, lastDay: string | null): boolean =>
  firstDay !== null && lastDay !== null && lastDay < firstDay;
