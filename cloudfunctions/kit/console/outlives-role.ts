import type { Instant } from '../../../contracts/primitives/time';

/** A session, or a code on a screen, from before somebody's last role ended: a new role is another one. Pure. */
export const outlivesRole = (since: Instant, { endedAt }: { endedAt: Instant | null }): boolean =>
  endedAt !== null && since < endedAt;
