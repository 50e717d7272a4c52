import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/**
 * The order of a sweep. Usually that of the schedule, in which what one part writes is found by the next. After a sweep that
 * left parts out, or was ended before it could say so, another part comes first every minute: whatever takes the time, none
 * of the others is always the last.
 */
export function orderOf<Part>(parts: readonly Part[], wasUnfinished: boolean, now: Instant): Part[] {
  const first = wasUnfinished ? Math.floor(now / MINUTE_MS) % Math.max(parts.length, 1) : 0;
  return [...parts.slice(first), ...parts.slice(0, first)];
}

/** Timers are not exact to the second: what runs every ten minutes may be that much early. */
const EARLY_MS = 30_000;

/** Whether a part that ran then may run now; also when the clock was set back. */
export const mayRun = (every: number, ranAt: Instant | undefined, now: Instant): boolean =>
  ranAt === undefined || now < ranAt || now - ranAt >= every - EARLY_MS || every <= MINUTE_MS;
