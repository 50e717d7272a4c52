import type { InviteReason, InviteRule } from '../../../contracts/referral/invite-rule';
import type { MemberId } from '../../../contracts/primitives/ids';
import { chinaDateOf, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { Sameness } from '../../kit/person/same-person';

/** The counts of one inviter: everything caps, bursts and milestones are decided by. */
export interface Counts {
  friends: number;
  rewarded: number;
  day: { day: string; friends: number } | null;
  recent: Instant[];
  ordered: number;
  milestones: Milestone[];
}

export interface Milestone {
  friends: number;
  /** What it counted when it was reached: a later rule may count differently. */
  on: InviteRule['milestonesCount'];
  turn: number;
  rewardId: string | null;
}

/** A rule is in force at `from <= t < until`. */
export const isInForce = ({ from, until }: Pick<InviteRule, 'from' | 'until'>, at: Instant): boolean =>
  from <= at && (until === null || at < until);

export interface Verdict {
  state: 'counted' | 'held' | 'refused';
  reason: InviteReason | null;
  /** The inviter is not rewarded for this friend any more; the friend is. */
  capped: boolean;
}

const refused = (reason: InviteReason): Verdict => ({ state: 'refused', reason, capped: false });

/** Somebody who joined with a friend's code. */
export interface Candidate {
  inviteeId: MemberId;
  /** Null: the inviter has closed the account. */
  inviterId: MemberId | null;
  /** The two as persons: a number both verified is a hint, no proof. */
  sameness: Sameness;
  isFrozen: boolean;
  isReturning: boolean;
  touchedAt: Instant;
  codeRevokedAt: Instant | null;
  joinedAt: Instant;
}

/** Whether a join through a friend counts. Asked in the order in which the inviter would ask. */
export function judge(candidate: Candidate, rule: InviteRule | null, counts: Counts): Verdict {
  const { inviteeId, inviterId, sameness, isFrozen, isReturning, touchedAt, codeRevokedAt, joinedAt } =
    candidate;
  if (inviterId === null) return refused('account_closed');
  if (inviterId === inviteeId || sameness === 'same') return refused('self');
  if (isReturning) return refused('existing_member');
  if (codeRevokedAt !== null && codeRevokedAt <= touchedAt) return refused('code_revoked');
  if (!rule || !isInForce(rule, joinedAt)) return refused('rule_ended');
  if (sameness === 'by_phone') return { state: 'held', reason: 'same_phone', capped: false };
  if (isFrozen) return { state: 'held', reason: 'inviter_frozen', capped: false };
  if (isBurst(rule, counts, joinedAt)) return { state: 'held', reason: 'suspicious_burst', capped: false };
  return { state: 'counted', reason: null, capped: isCapped(rule, counts, joinedAt) };
}

/** Would this friend be one more than the burst allows? */
function isBurst({ burst }: InviteRule, { recent }: Counts, joinedAt: Instant): boolean {
  if (!burst) return false;
  const since = joinedAt - burst.minutes * MINUTE_MS;
  return recent.filter((at) => at > since && at <= joinedAt).length + 1 > burst.friends;
}

export function isCapped(
  { perDay, total }: InviteRule,
  { rewarded, day }: Counts,
  joinedAt: Instant,
): boolean {
  const today = day?.day === chinaDateOf(joinedAt) ? day.friends : 0;
  return (total !== null && rewarded >= total) || (perDay !== null && today >= perDay);
}

const MOST_RECENT = 100;

/** One friend more joined, whether or not that counts: a burst is told by all of them. */
export const withRecent = <C extends Counts>(counts: C, joinedAt: Instant): C => ({
  ...counts,
  recent: [...counts.recent, joinedAt].sort((a, b) => a - b).slice(-MOST_RECENT),
});

/** One counted friend more. */
export function withFriend<C extends Counts>(counts: C, joinedAt: Instant, capped: boolean): C {
  const friends = counts.friends + 1;
  if (capped) return { ...counts, friends };
  const day = chinaDateOf(joinedAt);
  // A friend decided late belongs to an earlier day, whose count is no longer kept.
  const isEarlier = counts.day !== null && counts.day.day > day;
  const today = counts.day?.day === day ? counts.day.friends : 0;
  return {
    ...counts,
    friends,
    rewarded: counts.rewarded + 1,
    day: isEarlier ? counts.day : { day, friends: today + 1 },
  };
}

/** A counted friend less: a merge showed that it was no new person. The caps keep what they counted on the day. */
export const withoutFriend = <C extends Counts>(counts: C, capped: boolean): C => ({
  ...counts,
  friends: Math.max(0, counts.friends - 1),
  rewarded: Math.max(0, counts.rewarded - (capped ? 0 : 1)),
});

/** It counts after all: the day's cap has counted it. */
export const withFriendBack = <C extends Counts>(counts: C, capped: boolean): C => ({
  ...counts,
  friends: counts.friends + 1,
  rewarded: counts.rewarded + (capped ? 0 : 1),
});

/** What the milestones count. */
export const progressOf = (
  { milestonesCount }: Pick<InviteRule, 'milestonesCount'>,
  { rewarded, ordered }: Counts,
): number => (milestonesCount === 'registered' ? rewarded : ordered);

/**
 * Two inviters turn out to be one person: counts add up, a milestone both reached stands once. Given rewards stay given;
 * the caps count them all from now on.
 */
export function combined<C extends Counts>(kept: C, absorbed: Counts): { counts: C; doubled: string[] } {
  const doubled: string[] = [];
  const steps = new Map(kept.milestones.map((step) => [step.friends, step]));
  for (const theirs of absorbed.milestones) {
    const own = steps.get(theirs.friends);
    if (own?.rewardId && theirs.rewardId) doubled.push(theirs.rewardId);
    steps.set(theirs.friends, {
      friends: theirs.friends,
      on: own?.rewardId ? own.on : theirs.on,
      turn: Math.max(own?.turn ?? 0, theirs.turn),
      rewardId: own?.rewardId ?? theirs.rewardId,
    });
  }
  const days = [kept.day, absorbed.day].filter((day) => day !== null);
  const latest = days
    .map(({ day }) => day)
    .sort()
    .at(-1);
  const day =
    latest === undefined
      ? null
      : {
          day: latest,
          friends: days.filter((one) => one.day === latest).reduce((sum, { friends }) => sum + friends, 0),
        };
  const counts = {
    ...kept,
    friends: kept.friends + absorbed.friends,
    rewarded: kept.rewarded + absorbed.rewarded,
    ordered: kept.ordered + absorbed.ordered,
    day,
    recent: [...kept.recent, ...absorbed.recent].sort((a, b) => a - b).slice(-MOST_RECENT),
    milestones: [...steps.values()].sort((a, b) => a.friends - b.friends),
  };
  return { counts, doubled };
}
