import { DAY_MS, HOUR_MS, instant, type Instant } from '../../../contracts/primitives/time';

/** China keeps UTC+8 (decision 0004): its days begin so long before those of UTC. */
const AHEAD_MS = 8 * HOUR_MS;

/** The number of the China day an instant falls on, since 1970. */
export const dayOf = (at: Instant): number => Math.floor((at + AHEAD_MS) / DAY_MS);

/** The first instant of a China day. */
export const startOfDay = (day: number): Instant => instant(Math.max(0, day * DAY_MS - AHEAD_MS));
