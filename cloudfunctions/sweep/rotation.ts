import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/** The functions that sweep. */
export type SweepName = 'sweep' | 'payment-sweep';

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

/** A round is so many minutes. */
const ROUND = 10;
/** So many of them, the first, are turns of the sweep. */
const TURNS = 8;
/**
 * The next one is the turn of the payments, half a minute after the sweep ran. The last is nobody's: the sweep runs again within
 * the minute after the payments, and would look a second time.
 */
const OF_PAYMENTS = TURNS;

/**
 * Which of its collections a sweep looks into this minute whatever the marks say; null: the minute is not its own. The
 * sweeps take turns so that all of them together look into one collection within any sixty seconds.
 * @param places how many collections the parts of this sweep look into
 */
export function turnOf(sweep: SweepName, places: number, now: Instant): number | null {
  const round = Math.floor(minuteOf(now) / ROUND);
  const step = minuteOf(now) % ROUND;
  const isOwn = sweep === 'payment-sweep' ? step === OF_PAYMENTS : step < TURNS;
  if (!isOwn) return null;
  return (sweep === 'payment-sweep' ? round : round * TURNS + step) % Math.max(places, 1);
}

/** Within so many minutes each of so many collections has had its turn. */
export const minutesOfTurns = (sweep: SweepName, places: number): number =>
  sweep === 'payment-sweep' ? places * ROUND : Math.ceil(places / TURNS) * ROUND;
