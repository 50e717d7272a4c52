import type { RewardDraft } from '../../../contracts/points/points-mall';
import type { PointsAccount, RewardUse } from '../../../contracts/points/points-ledger';
import { errorCatalogue, type ErrorCode } from '../../../contracts/errors';
import { chinaDateOf, chinaTimeText, type Instant } from '../../../contracts/primitives/time';
import { nameOfHeld, namesByNow, type NamedTiers, type TierLists } from '../rules/named-tiers';

/** Whether a reward can be exchanged, apart from stock and points. */
export type Reward = RewardDraft & { _id: string; namedTiers: NamedTiers };

export interface Wish {
  skuId: string;
  storeId: string | null;
  quantity: number;
}

/** Open while `from <= now < until`. */
const isOpen = ({ status, from, until }: RewardDraft, now: Instant): boolean =>
  status === 'open' && (from === null || from <= now) && (until === null || now < until);

/** Why this wish cannot be met by this reward; null when it can. */
export function wishRefusal(reward: Reward, wish: Wish, now: Instant): ErrorCode | null {
  if (!isOpen(reward, now)) return 'reward_not_open';
  if (!reward.skus.some(({ id }) => id === wish.skuId)) return 'reward_not_found';
  if (wish.quantity > 1 && reward.kind !== 'charity') return 'invalid_input';
  const needsStore = reward.storeIds.length > 0;
  if (needsStore && !reward.storeIds.some((id) => id === wish.storeId)) return 'reward_needs_store';
  return null;
}

/** What is kept for tiers is for who holds one of them now. */
export const tierRefusal = (
  { tiers, namedTiers }: Pick<Reward, 'tiers' | 'namedTiers'>,
  standing: PointsAccount['standing'],
): ErrorCode | null =>
  tiers.length === 0 || nameOfHeld(tiers, namedTiers, standing) !== null ? null : 'reward_for_tier';

const usesOf = (
  uses: readonly RewardUse[],
  rewardId: string,
  now: Instant,
): { total: number; today: number } => {
  const line = uses.find((use) => use.rewardId === rewardId);
  return { total: line?.total ?? 0, today: line?.day === chinaDateOf(now) ? line.today : 0 };
};

export function limitRefusal(
  reward: Reward,
  uses: readonly RewardUse[],
  quantity: number,
  now: Instant,
): ErrorCode | null {
  const { total, today } = usesOf(uses, reward._id, now);
  if (reward.perMember !== null && total + quantity > reward.perMember) return 'reward_limit_reached';
  if (reward.perMemberPerDay !== null && today + quantity > reward.perMemberPerDay)
    return 'reward_limit_today';
  return null;
}

const isLimited = ({ perMember, perMemberPerDay }: RewardDraft): boolean =>
  perMember !== null || perMemberPerDay !== null;

/** The lines after an exchange; only limited rewards have one, so an account stays small. */
export function usesAfter(
  uses: readonly RewardUse[],
  reward: Reward,
  quantity: number,
  now: Instant,
): RewardUse[] {
  if (!isLimited(reward)) return [...uses];
  const { total, today } = usesOf(uses, reward._id, now);
  const line = {
    rewardId: reward._id,
    total: total + quantity,
    day: chinaDateOf(now),
    today: today + quantity,
  };
  return [...uses.filter(({ rewardId }) => rewardId !== reward._id), line];
}

/** The lines after a cancelled exchange: it does not count any more, on its own day neither. */
export const usesWithout = (
  uses: readonly RewardUse[],
  rewardId: string,
  quantity: number,
  exchangedAt: Instant,
): RewardUse[] =>
  uses.map((use) => {
    if (use.rewardId !== rewardId) return use;
    const sameDay = use.day === chinaDateOf(exchangedAt);
    return {
      ...use,
      total: Math.max(0, use.total - quantity),
      today: sameDay ? Math.max(0, use.today - quantity) : use.today,
    };
  });

/** A reward with the names its tiers have now. */
export function calledByNow<One extends Pick<Reward, 'tiers' | 'namedTiers'>>(
  reward: One,
  lists: TierLists,
): One {
  const { tiers, namedTiers } = reward;
  const names = namesByNow(tiers, namedTiers, lists);
  const named = [...names].flatMap(([name, now]) => {
    const id = namedTiers[name];
    return id === undefined ? [] : [[now, id] as const];
  });
  return { ...reward, tiers: [...names.values()], namedTiers: Object.fromEntries(named) };
}

const tiersText = (tiers: readonly string[]): string => `${tiers.join('、')}会员专享`;

export function limitText({ perMember, perMemberPerDay, tiers }: RewardDraft): string | null {
  const texts = [
    ...(tiers.length === 0 ? [] : [tiersText(tiers)]),
    ...(perMember === null ? [] : [`每人限兑 ${perMember} 份`]),
    ...(perMemberPerDay === null ? [] : [`每天限兑 ${perMemberPerDay} 份`]),
  ];
  return texts.length === 0 ? null : texts.join('，');
}

/** Why it cannot be exchanged now, whatever points one has. @param left null: no limit */
export function unavailableReason(
  reward: Reward,
  { uses, standing }: Pick<PointsAccount, 'uses' | 'standing'>,
  left: number | null,
  now: Instant,
  isAnyStoreOpen = true,
): string | null {
  if (reward.from !== null && now < reward.from) return `${chinaTimeText(reward.from)} 开始兑换`;
  if (!isOpen(reward, now)) return errorCatalogue.reward_not_open.message;
  if (tierRefusal(reward, standing) !== null) return tiersText(reward.tiers);
  if (left === 0) return '已兑完';
  if (!isAnyStoreOpen) return errorCatalogue.store_closed.message;
  const refusal = limitRefusal(reward, uses, 1, now);
  return refusal === null ? null : errorCatalogue[refusal].message;
}

/** Goods and services are picked up from a clerk; coupons and donations are done at once. */
export const isPickedUp = (kind: RewardDraft['kind']): boolean => kind === 'goods' || kind === 'service';
