import type { Trigger } from '../../../contracts/journey/journey-graph';
import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { nextWake, type MemberDays } from '../rules/next-wake';

const NOBODY: MemberDays = {
  birthday: null,
  joined: null,
  lastOrder: null,
  pointsExpire: null,
  couponsExpire: null,
};

/** When whoever is in the segment enters next, after an instant; null: the trigger has no clock. Rounds that were missed are made up by none. */
export function nextRound(trigger: Trigger, after: Instant): Instant | null {
  if (trigger.on !== 'schedule') return null;
  const { atMinute, weekdays } = trigger;
  const from = instant(Math.floor(addMs(after, MINUTE_MS) / MINUTE_MS) * MINUTE_MS);
  const wake = nextWake({ kind: 'clock', atMinute, weekdays }, from, NOBODY);
  return 'at' in wake ? wake.at : null;
}
