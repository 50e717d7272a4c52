import { MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/** What is known of a part before anything is asked of the database. */
export interface Marks {
  lookedAt: Instant;
  /** Its first work at that look; null: there was none. */
  nextDueAt: Instant | null;
  /** The latest mark of somebody who wrote into one of its collections. */
  wokenAt: Instant | null;
}

/** Timers are not exact to the second: what runs every ten minutes may be that much early. */
const EARLY_MS = 30_000;
/**
 * A mark speaks of writes up to a minute later (an instance renews it so often), of calls that live another 20 seconds, on
 * clocks that differ a little: a look counts as later only when it is later by all of that.
 */
export const MARK_STANDS_MS = 90_000;

/** Whether a part that needs no minute had its time already. */
export const ranJustNow = (every: number, ranAt: Instant | null, now: Instant): boolean =>
  ranAt !== null && now >= ranAt && every > MINUTE_MS && now - ranAt < every - EARLY_MS;

/**
 * Whether a part has to be asked what is due. The marks may be too early and never too late: work that was there is in
 * `nextDueAt`, whoever wrote more since has left a mark, and a clock that was set back makes both worthless.
 */
export function mustLook({ lookedAt, nextDueAt, wokenAt }: Marks, now: Instant): boolean {
  if (now < lookedAt) return true;
  if (nextDueAt !== null && nextDueAt <= now) return true;
  return wokenAt !== null && wokenAt > lookedAt - MARK_STANDS_MS;
}
