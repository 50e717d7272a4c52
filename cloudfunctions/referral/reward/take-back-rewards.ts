import type { InviteReason } from '../../../contracts/referral/invite-rule';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import type { Inviter } from '../join/load-inviter';
import { lostSteps, rewardIdOf, takenBack } from '../rules/reward';
import type { Referral } from './issue-rewards';

/** Takes one reward back, if it is there and stands. */
export async function takeBackReward(
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
    await takeBackReward(transaction, rewardIdOf(event, key, side, turn), reason, now);
}

/** Milestones that no longer hold with these counts lose their rewards. */
export async function takeBackMilestones(
  transaction: TransactionStore,
  inviter: Inviter,
  now: Instant,
): Promise<Inviter> {
  const { milestones, lost } = lostSteps(inviter);
  for (const rewardId of lost) await takeBackReward(transaction, rewardId, 'milestone_lost', now);
  return { ...inviter, milestones };
}
