import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';

/** How long a code on the screen can be approved and taken. */
export const LOGIN_LASTS_MS = 90 * 1000;
/** Of a session, whatever is done in it. */
export const SESSION_LASTS_MS = 12 * HOUR_MS;
/** Without any call. */
export const IDLE_ENDS_MS = 30 * MINUTE_MS;
/** A session's last call is written down once in so long, not at every call. */
export const SEEN_EVERY_MS = MINUTE_MS;
/** After a second look. */
export const CONFIRMED_MS = 5 * MINUTE_MS;

interface SessionTimes {
  lastSeenAt: Instant;
  endsAt: Instant;
}

/** From `endsAt` on, and from half an hour after the last call on, it is over. */
export const isLive = ({ lastSeenAt, endsAt }: SessionTimes, now: Instant): boolean =>
  now < endsAt && now < addMs(lastSeenAt, IDLE_ENDS_MS);

export const isSeenAnew = ({ lastSeenAt }: Pick<SessionTimes, 'lastSeenAt'>, now: Instant): boolean =>
  now >= addMs(lastSeenAt, SEEN_EVERY_MS);

export const isConfirmed = (confirmedUntil: Instant | null, now: Instant): boolean =>
  confirmedUntil !== null && now < confirmedUntil;
