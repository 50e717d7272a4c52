import type { TouchWhy } from '../../../contracts/referral/invite-rule';
import type { InviteCode, LeaderCode, LeaderId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';

/**
 * Which touch is attributed a join. Leader codes and invite codes are two attributions that never take from each other: the
 * leader gets the team, the friend gets the reward (docs/decisions, "attribution"). Within each kind the setting
 * decides between the first and the last touch of the window.
 */
export interface TouchPolicy {
  touch: 'first' | 'last';
  windowMs: number;
}

export interface InviteTouch {
  code: InviteCode;
  at: Instant;
}
export interface LeaderTouch {
  leaderCode: LeaderCode;
  leaderId: LeaderId;
  storeId: StoreId;
  at: Instant;
}

interface Pair<Touch> {
  first: Touch;
  last: Touch;
}
export interface Touches {
  invite: Pair<InviteTouch> | null;
  leader: Pair<LeaderTouch> | null;
}

const isWithin = (at: Instant, { windowMs }: TouchPolicy, now: Instant): boolean => at > now - windowMs;

/** What one more touch makes of a kind: a first touch that has left the window is forgotten. */
export function touchedAgain<Touch extends { at: Instant }>(
  before: Pair<Touch> | null,
  touch: Touch,
  policy: TouchPolicy,
): Pair<Touch> {
  const first = before && isWithin(before.first.at, policy, touch.at) ? before.first : touch;
  return { first, last: touch };
}

interface Chosen<Touch> {
  touch: Touch;
  why: TouchWhy;
}

/**
 * Who of one kind (leaders, or friends) is attributed the join: by the policy the first touch that is still in its window, else what the join
 * itself came with, else the last touch in its window, else nobody.
 * @param joined what the join itself came with: the last touch there is
 * @param before what was remembered
 */
export function chosen<Touch extends { at: Instant }>(
  joined: Touch | null,
  before: Pair<Touch> | null,
  policy: TouchPolicy,
  now: Instant,
): Chosen<Touch> | null {
  const first = before && isWithin(before.first.at, policy, now) ? before.first : null;
  const last = before && isWithin(before.last.at, policy, now) ? before.last : null;
  if (policy.touch === 'first' && first) return { touch: first, why: 'first_touch' };
  if (joined) return { touch: joined, why: 'join_code' };
  return last && { touch: last, why: 'last_touch' };
}
