import { isWithinHours } from '../../../contracts/primitives/clock/minute-of-day';
import { chinaMinuteOfDay, nextChinaMinute, type Instant } from '../../../contracts/primitives/time';

/** Minutes of the China day, `[from, to)`; `from` may be later than `to` (22:00–08:00). Equal: no quiet hours. */
export interface QuietHours {
  fromMinute: number;
  toMinute: number;
}

const isQuiet = (now: Instant, { fromMinute, toMinute }: QuietHours): boolean =>
  isWithinHours(chinaMinuteOfDay(now), fromMinute, toMinute);

/** When the quiet hours that `now` falls into end; null when it is not quiet. */
export const quietUntil = (now: Instant, hours: QuietHours): Instant | null =>
  isQuiet(now, hours) ? nextChinaMinute(now, hours.toMinute) : null;

interface Due {
  dueAt: Instant;
  deadline: Instant;
}

/** What a due reminder does now: goes out, waits for the morning, or lies down in the inbox without a sound. */
export type QuietDecision = { act: 'send' } | { act: 'move'; to: Instant } | { act: 'inbox' };

/**
 * Quiet hours move a reminder, they never drop it. What would be worthless by the morning goes to the inbox, which
 * makes no sound; what a person only just got and loses within the hour (a 2-hour coupon) goes out all the same.
 */
export function quietDecision(
  reminder: Due,
  breaksQuiet: boolean,
  now: Instant,
  hours: QuietHours,
): QuietDecision {
  const until = quietUntil(now, hours);
  if (until === null || breaksQuiet) return { act: 'send' };
  return until < reminder.deadline ? { act: 'move', to: until } : { act: 'inbox' };
}
