import type { InviteReason, InviteRule } from '../../../contracts/referral/invite-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Inviter } from '../join/load-inviter';
import { invitedFact, inviteeOrderedFact } from './invite-facts';
import { lostSteps, reachedSteps, rewardIdOf, rewardsOf, takenBack } from '../rules/reward';

export type Referral = DocumentOf<'referrals'>;

/** The friend has joined and counts: rewards of both sides and the milestones it reaches. Answers the inviter's new counts. */
export async function issueRegistered(
  transaction: TransactionStore,
  referral: Referral,
  rule: InviteRule,
  inviter: Inviter,
  now: Instant,
): Promise<Inviter> {
  transaction.tell(invitedFact(referral, inviter._id, now));
  const { milestones, rewards } = reachedSteps(inviter._id, rule, inviter, now, now);
  const given = rewardsOf('registered', { ...referral, turn: 0, order: null }, rule, now);
  await transaction.inviteRewards.insert(...given, ...rewards);
  return { ...inviter, milestones };
}

/** The friend's first order is paid: rewards that wait for the refund window. Answers the inviter's new counts. */
export async function issueFirstOrder(
  transaction: TransactionStore,
  referral: Referral,
  rule: InviteRule,
  inviter: Inviter,
  now: Instant,
): Promise<Inviter> {
  const { order, turn, capped } = referral;
  if (!order) return inviter;
  transaction.tell(inviteeOrderedFact(referral, inviter._id, order, now));
  const counts = capped ? inviter : { ...inviter, ordered: inviter.ordered + 1 };
  const dueAt = addMs(order.paidAt, rule.firstOrder.holdDays * DAY_MS);
  const { milestones, rewards } = reachedSteps(inviter._id, rule, counts, dueAt, now);
  const given = rewardsOf('first_order', { ...referral, turn, order }, rule, now);
  await transaction.inviteRewards.insert(...given, ...rewards);
  return { ...counts, milestones };
}

/** Takes one reward back, if it is there and stands. */
export async function takeBack(
  transaction: TransactionStore,
  rewardId: string,
  reason: InviteReason,
  now: Instant,
): Promise<void> {
  const reward = await transaction.inviteRewards.get(rewardId);
  const patch = reward && takenBack(reward, reason, now);
  if (patch) await transaction.inviteRewards.update(rewardId, patch);
}

/** Both rewards of one event. */
export async function takeBackEvent(
  transaction: TransactionStore,
  { key }: Pick<Referral, 'key'>,
  event: 'registered' | 'first_order',
  turn: number,
  reason: InviteReason,
  now: Instant,
): Promise<void> {
  for (const side of ['inviter', 'invitee'] as const)
    await takeBack(transaction, rewardIdOf(event, key, side, turn), reason, now);
}

/** Milestones that no longer hold with these counts lose their rewards. */
export async function takeBackMilestones(
  transaction: TransactionStore,
  inviter: Inviter,
  now: Instant,
): Promise<Inviter> {
  const { milestones, lost } = lostSteps(inviter);
  for (const rewardId of lost) await takeBack(transaction, rewardId, 'milestone_lost', now);
  return { ...inviter, milestones };
}
