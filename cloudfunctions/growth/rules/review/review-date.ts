import type { GrowthRule } from '../../../../contracts/growth/growth-rule';
import {
  addChinaMonths,
  addMs,
  chinaDateOf,
  DAY_MS,
  endOfChinaDay,
  startOfChinaDate,
  type Instant,
} from '../../../../contracts/primitives/time';

/** A review is announced so many days before. */
export const noticeDays = [30, 7] as const;

/**
 * The next review after `after` of a tier held since `since`: the midnight that ends its anniversary, or the first of the fixed days
 * a whole year away. So there is always a year to earn in, and time for every notice.
 */
export function reviewAfter(review: GrowthRule['review'], since: Instant, after: Instant): Instant {
  if (review.kind === 'fixed') return fixedDay(review.day, addChinaMonths(after, 12));
  for (let years = 1; ; years += 1) {
    // Counted from the first day each time: who rose on 29 February is reviewed on it again when there is one.
    const at = endOfChinaDay(addChinaMonths(since, 12 * years));
    if (at > after) return at;
  }
}

function fixedDay(day: string, notBefore: Instant): Instant {
  const year = Number(chinaDateOf(notBefore).slice(0, 4));
  for (const candidate of [year, year + 1]) {
    const at = startOfChinaDate(`${candidate}-${day}`);
    if (at !== null && at >= notBefore) return at;
  }
  throw new RangeError(`no such day: ${day}`);
}

/** When a review is announced. */
export const noticesOf = (reviewAt: Instant): Instant[] =>
  noticeDays.map((days) => addMs(reviewAt, -days * DAY_MS));
