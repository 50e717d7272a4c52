import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/**
 * The order of a sweep. Usually that of the schedule, in which what one part writes is found by the next. After a sweep that
 * left parts out, or was ended before it could say so, another part comes first every minute: whatever takes the time, none
 * of the others is always the last.
 */
export function orderOf<Part>(parts: readonly Part[], wasUnfinished: boolean, now: Instant): Part[] {
  const first = wasUnfinished ? turnOf(parts, now) : 0;
  return [...parts.slice(first), ...parts.slice(0, first)];
}

/** Whose turn this minute is: each part is looked at that often whatever the marks say. */
export const turnOf = (parts: readonly unknown[], now: Instant): number =>
  Math.floor(now / MINUTE_MS) % Math.max(parts.length, 1);
