import type {
  Gift,
  InviteReason,
  InviteRule,
  RewardEvent,
  RewardSide,
  RewardState,
} from '../../../contracts/referral/invite-rule';
import type { MemberId, OrderId } from '../../../contracts/primitives/ids';
import { points, pointsText, type Points } from '../../../contracts/primitives/points';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { progressOf, type Counts, type Milestone } from './standing';

/** A reward as it is written when its event happens. */
export interface InviteReward {
  _id: string;
  memberId: MemberId;
  referralId: string | null;
  side: RewardSide;
  event: RewardEvent;
  milestone: number | null;
  ruleVersion: number;
  gift: { kind: Gift['kind']; points: Points | null; text: string };
  orderId: OrderId | null;
  state: RewardState;
  reason: InviteReason | null;
  createdAt: Instant;
  dueAt: Instant | null;
  /** When it would be due; set while it waits for the operator. */
  heldDueAt: Instant | null;
  decidedAt: Instant | null;
  givenTo: MemberId | null;
  grants: number;
}

export const giftText = (gift: Gift): string =>
  gift.kind === 'points' ? `${pointsText(gift.points)} 积分` : `${gift.name}（${couponsIn(gift)} 张券）`;

const couponsIn = ({ items }: Extract<Gift, { kind: 'pack' }>): number =>
  items.reduce((sum, { quantity }) => sum + quantity, 0);

/** The gift a rule promises for this reward; null when it promises none. */
export function promisedGift(
  rule: InviteRule,
  { event, side, milestone }: Pick<InviteReward, 'event' | 'side' | 'milestone'>,
): Gift | null {
  if (event === 'milestone')
    return rule.milestones.find(({ friends }) => friends === milestone)?.gift ?? null;
  return (event === 'registered' ? rule.registered : rule.firstOrder)[side];
}

/** The friend's name in the ids of the rewards, the event, and for an order the how-many-th. */
export const rewardIdOf = (
  event: 'registered' | 'first_order',
  key: string,
  side: RewardSide,
  turn: number,
) => `${event}:${key}:${side}:${turn}`;
export const milestoneIdOf = (inviterId: MemberId, friends: number, turn: number): string =>
  `milestone:${inviterId}:${friends}:${turn}`;

interface Occasion {
  key: string;
  inviterId: MemberId;
  inviteeId: MemberId;
  /** The inviter is beyond the cap. */
  capped: boolean;
  turn: number;
  order: { orderId: OrderId; paidAt: Instant } | null;
}

/** What one event gives both sides: at most two rewards; a capped one is written as refused, so that it can be read. */
export function rewardsOf(
  event: 'registered' | 'first_order',
  occasion: Occasion,
  rule: InviteRule,
  now: Instant,
): InviteReward[] {
  const { key, capped, turn, order } = occasion;
  const dueAt = order ? addMs(order.paidAt, rule.firstOrder.holdDays * DAY_MS) : now;
  return (['inviter', 'invitee'] as const).flatMap((side) => {
    const gift = promisedGift(rule, { event, side, milestone: null });
    if (!gift) return [];
    const isRefused = side === 'inviter' && capped;
    return [
      {
        ...newReward(rule, gift, now),
        _id: rewardIdOf(event, key, side, turn),
        memberId: side === 'inviter' ? occasion.inviterId : occasion.inviteeId,
        referralId: key,
        side,
        event,
        orderId: order?.orderId ?? null,
        ...(isRefused
          ? { state: 'refused' as const, reason: 'cap_reached' as const, decidedAt: now }
          : { dueAt }),
      },
    ];
  });
}

const newReward = ({ version }: InviteRule, gift: Gift, now: Instant) => ({
  milestone: null,
  ruleVersion: version,
  gift: {
    kind: gift.kind,
    points: gift.kind === 'points' ? points(gift.points) : null,
    text: giftText(gift),
  },
  state: 'pending' as const,
  reason: null,
  createdAt: now,
  dueAt: null,
  heldDueAt: null,
  decidedAt: null,
  givenTo: null,
  grants: 0,
});

/** The steps that are reached now and were not before. A step lost and reached again is another turn of it. */
export function reachedSteps(
  inviterId: MemberId,
  rule: InviteRule,
  counts: Counts,
  dueAt: Instant,
  now: Instant,
): { milestones: Milestone[]; rewards: InviteReward[] } {
  const count = progressOf(rule, counts);
  const rewards: InviteReward[] = [];
  const steps = new Map(counts.milestones.map((step) => [step.friends, step]));
  for (const { friends, gift } of rule.milestones) {
    const step = steps.get(friends);
    if (count < friends || step?.rewardId) continue;
    const turn = (step?.turn ?? 0) + 1;
    const _id = milestoneIdOf(inviterId, friends, turn);
    rewards.push({
      ...newReward(rule, gift, now),
      _id,
      memberId: inviterId,
      referralId: null,
      side: 'inviter',
      event: 'milestone',
      milestone: friends,
      orderId: null,
      dueAt,
    });
    steps.set(friends, { friends, on: rule.milestonesCount, turn, rewardId: _id });
  }
  return { milestones: [...steps.values()].sort((a, b) => a.friends - b.friends), rewards };
}

/** The steps that no longer hold after a friend or an order was lost, and their rewards. */
export function lostSteps(counts: Counts): { milestones: Milestone[]; lost: string[] } {
  const lost: string[] = [];
  const milestones = counts.milestones.map((step) => {
    if (step.rewardId === null || progressOf({ milestonesCount: step.on }, counts) >= step.friends)
      return step;
    lost.push(step.rewardId);
    return { ...step, rewardId: null };
  });
  return { milestones, lost };
}

type TakenBack = Pick<InviteReward, 'state' | 'reason' | 'dueAt' | 'decidedAt'>;

/** A reward that must not stand: a pending one ends here, a given one is taken back by the sweep. Null: it already is. */
export function takenBack(reward: InviteReward, reason: InviteReason, now: Instant): TakenBack | null {
  if (reward.state === 'pending') return { state: 'reversed', reason, dueAt: null, decidedAt: now };
  if (reward.state === 'delivered') return { state: 'reversing', reason, dueAt: now, decidedAt: now };
  return null;
}

type Due = Pick<InviteReward, 'dueAt' | 'heldDueAt'>;

/** A reward that is still to come waits for the operator. Null: it does already, or nothing of it is to come. */
export const waiting = ({ state, dueAt }: InviteReward): Due | null =>
  state === 'pending' && dueAt !== null ? { dueAt: null, heldDueAt: dueAt } : null;

/** It comes when it would have come. Null: it does not wait. */
export const resumed = ({ state, heldDueAt }: InviteReward): Due | null =>
  state === 'pending' && heldDueAt !== null ? { dueAt: heldDueAt, heldDueAt: null } : null;

/** Names one delivery for the ledger and the coupons: a reward given again is another delivery. */
export function occasionOf({ _id }: Pick<InviteReward, '_id'>, grants: number): string {
  const [event = '', owner = '', ...rest] = _id.split(':');
  const which = rest.map((part) => (part === 'inviter' ? 'a' : part === 'invitee' ? 'b' : part)).join('-');
  return `${event.charAt(0)}${owner.replace('mem_', '')}-${which}${grants === 0 ? '' : `-g${grants}`}`;
}
