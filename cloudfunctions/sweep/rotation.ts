import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/** The functions that sweep. */
export type SweepName = 'sweep' | 'payment-sweep' | 'member-sweep';

const minuteOf = (now: Instant): number => Math.floor(now / MINUTE_MS);

/**
 * The order of a sweep. Usually that of the schedule, in which what one part writes is found by the next. After a sweep that
 * left parts out, or was ended before it could say so, another part comes first every minute: whatever takes the time, none
 * of the others is always the last.
 */
export function orderOf<Part>(parts: readonly Part[], wasUnfinished: boolean, now: Instant): Part[] {
  const first = wasUnfinished ? minuteOf(now) % Math.max(parts.length, 1) : 0;
  return [...parts.slice(first), ...parts.slice(0, first)];
}

/** What a sweep asks the database for in a minute of which nothing is known. */
export type Slot = 'marks' | 'look' | 'both' | 'nothing';

/**
 * A round of minutes, and whose each is. Every minute two sweeps read their marks; what goes beyond, a look into one collection
 * or the members' marks, is at least sixty seconds from the next such thing, so that any sixty seconds read three documents.
 * The members' sweep runs with the sweep; the payments look half a minute later, so the minutes beside theirs are nobody's.
 */
const ROUND = 10;
const LOOKS: Record<SweepName, readonly number[]> = {
  sweep: [1, 3, 5],
  'member-sweep': [7],
  'payment-sweep': [8],
};
const MEMBER_MARKS: readonly number[] = [0, 2, 4, 6];

/** The members' sweep does not look and read its marks in one minute; the others read them in every one. */
export function slotOf(sweep: SweepName, now: Instant): Slot {
  const step = minuteOf(now) % ROUND;
  const looks = LOOKS[sweep].includes(step);
  if (sweep !== 'member-sweep') return looks ? 'both' : 'marks';
  if (looks) return 'look';
  return MEMBER_MARKS.includes(step) ? 'marks' : 'nothing';
}

/**
 * Which of its collections a sweep looks into this minute whatever the marks say; null: the minute is not its own.
 * @param places how many collections the parts of this sweep look into
 */
export function turnOf(sweep: SweepName, places: number, now: Instant): number | null {
  const round = Math.floor(minuteOf(now) / ROUND);
  const own = LOOKS[sweep];
  const nth = own.indexOf(minuteOf(now) % ROUND);
  return nth < 0 ? null : (round * own.length + nth) % Math.max(places, 1);
}

/** Within so many minutes each of so many collections has had its turn. */
export const minutesOfTurns = (sweep: SweepName, places: number): number =>
  Math.ceil(places / LOOKS[sweep].length) * ROUND;
