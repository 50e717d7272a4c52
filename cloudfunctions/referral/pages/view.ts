import type { InviteRewardView } from '../../../contracts/referral/referral';
import type { ReferralState } from '../../../contracts/referral/invite-rule';
import { viewReason } from '../rules/reason-text';
import type { InviteReward } from '../rules/reward';

const titles: Record<'registered' | 'first_order', Record<InviteReward['side'], string>> = {
  registered: { inviter: '好友入会奖励', invitee: '新人见面礼' },
  first_order: { inviter: '好友首单奖励', invitee: '首单礼' },
};

export const rewardTitle = ({
  event,
  side,
  milestone,
}: Pick<InviteReward, 'event' | 'side' | 'milestone'>): string =>
  event === 'milestone' ? `累计 ${milestone ?? 0} 位好友奖励` : titles[event][side];

/** @param handleFor of who reads it: the reward’s own id names the friend */
export const viewInviteReward = (
  reward: InviteReward,
  handleFor: (id: string) => string,
): InviteRewardView => ({
  id: handleFor(reward._id),
  side: reward.side,
  event: reward.event,
  title: rewardTitle(reward),
  gift: reward.gift.text,
  state: reward.state,
  reason: viewReason(reward.reason),
  createdAt: reward.createdAt,
  dueAt: reward.state === 'pending' ? reward.dueAt : null,
  decidedAt: reward.decidedAt,
});

/** How far a friend came, in words. */
export function friendProgressText(
  { state, order, turn }: { state: ReferralState; order: object | null; turn: number },
  hasFirstOrder: boolean,
): string {
  if (state === 'refused') return '不计入';
  if (state === 'held') return '运营核实中';
  if (order) return '已完成首单';
  if (turn > 0) return '首单已退款';
  return hasFirstOrder ? '已入会，等首单' : '已入会';
}
