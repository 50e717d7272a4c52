import type { ExpiryPolicy } from '../../../contracts/points/points-rule';
import {
  addMs,
  DAY_MS,
  endOfChinaDay,
  endOfChinaMonth,
  endOfChinaYear,
  type Instant,
} from '../../../contracts/primitives/time';

/** When points that can be spent from `from` on expire; null: never. Always a midnight in China, which is no longer theirs. */
export function expiresAt(policy: ExpiryPolicy, from: Instant): Instant | null {
  switch (policy.kind) {
    case 'days': {
      const full = addMs(from, policy.days * DAY_MS);
      const sameMidnight = endOfChinaDay(addMs(full, -1));
      return sameMidnight;
    }
    case 'month_end':
      return endOfChinaMonth(from, policy.months);
    case 'year_end':
      return endOfChinaYear(from, policy.months);
    case 'never':
      return null;
  }
}

/** Points that come back after their lot expired live this long again, once per lot, until the midnight after. */
const GRACE_DAYS = 7;

export const graceEnd = (now: Instant): Instant => endOfChinaDay(addMs(now, GRACE_DAYS * DAY_MS - 1));
