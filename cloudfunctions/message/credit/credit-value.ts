import { DAY_MS, type Instant } from '../../../contracts/primitives/time';

interface Reminder {
  dueAt: Instant;
  deadline: Instant;
  worthFen: number;
}

/** How far ahead a scarce send is kept for something better. */
export const HORIZON_MS = 3 * DAY_MS;

/** What there is still time to do something about is worth less of a scarce send: it can be told again, or seen in the inbox. */
function urgency({ dueAt, deadline }: Reminder): number {
  const timeLeftMs = deadline - dueAt;
  if (timeLeftMs <= DAY_MS) return 1;
  return timeLeftMs <= 7 * DAY_MS ? 0.7 : 0.4;
}

/**
 * What a send is worth when it is spent on this reminder. A reminder that is still to come counts half per day it is
 * away: its coupon may be used by then, and another send may be granted.
 */
export function creditValue(reminder: Reminder, now: Instant): number {
  const daysAway = Math.max(0, reminder.dueAt - now) / DAY_MS;
  return reminder.worthFen * urgency(reminder) * 0.5 ** daysAway;
}

/**
 * Whether the next send of a template goes to this message, or is kept for one of those still to come.
 * @param available sends WeChat still grants; more than better uses: spend one
 */
export function spendsCredit(
  available: number,
  reminders: readonly Reminder[],
  upcoming: readonly Reminder[],
  now: Instant,
): boolean {
  const own = Math.max(...reminders.map((reminder) => creditValue(reminder, now)));
  const better = upcoming.filter((reminder) => creditValue(reminder, now) > own).length;
  return available > better;
}
