import type { CheckInRuleDraft } from '../../../contracts/play/check-in-rule';
import type { Prize } from '../../../contracts/play/prize';
import { withDay, type Joined, type StreakDay } from './streak';

/** The prize of nothing is not owed to anybody. */
const isSomething = ({ kind }: Prize): boolean => kind !== 'thanks';

/** Lengths that one more day reached, each with its bonus. A part that had reached one before the day was made up had it then. */
export const bonusesReached = ({ bonuses }: CheckInRuleDraft, { before, after }: Joined): Prize[] =>
  bonuses
    .filter(({ days }) => before < days && days <= after)
    .sort((one, other) => one.days - other.days)
    .map(({ prize }) => prize);

/** The place on the ladder of the n-th day in a row; after the last it begins again. */
export const stepOf = ({ ladder }: CheckInRuleDraft, streak: number): number =>
  (Math.max(1, streak) - 1) % ladder.length;

/** What today's check-in brings: the day's own, and on top of it the bonus of a length that is reached. */
export function giftsOfToday(rule: CheckInRuleDraft, days: readonly StreakDay[], today: number) {
  const joined = withDay(days, today);
  const ofDay = rule.ladder[stepOf(rule, joined.after)];
  const gifts = [...(ofDay ? [ofDay] : []), ...bonusesReached(rule, joined)].filter(isSomething);
  return { streak: joined.after, gifts };
}

/** A day made up brings nothing of its own, only the bonus of a length that is reached by it. */
export function giftsOfMadeUp(rule: CheckInRuleDraft, days: readonly StreakDay[], day: number) {
  const joined = withDay(days, day);
  return { streak: joined.after, gifts: bonusesReached(rule, joined).filter(isSomething) };
}

/** Days that were missed and can be made up still, latest first; nobody makes up a day before they joined. */
export function missedDays(
  { makeUp }: CheckInRuleDraft,
  days: readonly StreakDay[],
  { today, joined }: { today: number; joined: number },
): number[] {
  if (makeUp === null) return [];
  const there = new Set(days.map(({ number }) => number));
  return Array.from({ length: makeUp.within }, (_, back) => today - 1 - back).filter(
    (day) => day >= joined && !there.has(day),
  );
}

/** What the day after today's check-in brings to whoever was, or will be, there today. */
export function giftsOfTomorrow(rule: CheckInRuleDraft, days: readonly StreakDay[], today: number) {
  const { after } = withDay(days, today);
  const isThere = days.some(({ number }) => number === today);
  const known = isThere ? days : [{ number: today, streak: after }, ...days];
  return giftsOfToday(rule, known, today + 1);
}
