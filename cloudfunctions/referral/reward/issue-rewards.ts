import type { InviteRule } from '../../../contracts/referral/invite-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Inviter } from '../join/load-inviter';
import { invitedFact, inviteeOrderedFact } from './invite-facts';
import { reachedSteps, rewardsOf } from '../rules/reward';

export type Referral = DocumentOf<'referrals'>;

/** The friend has joined and counts: rewards of both sides and the milestones it reaches. Answers the inviter's new counts. */
export async function issueJoinRewards(
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
export async function issueFirstOrderRewards(
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
