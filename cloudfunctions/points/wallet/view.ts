import type { EntryView } from '../../../contracts/points/points';
import type { LedgerEntry, PointsAccount } from '../../../contracts/points/points-ledger';
import type { RedemptionView, RewardDraft, RewardView } from '../../../contracts/points/points-mall';
import type { RedemptionId, RewardId, StoreId } from '../../../contracts/primitives/ids';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import { calledByNow, isPickedUp, limitText, unavailableReason, type Reward } from '../mall/mall';
import { leftOf, takenIn, type Shard } from '../mall/stock-shards';
import type { TierLists } from '../rules/named-tiers';

/**
 * An entry as the member reads it: what changed and why, not which lots.
 * @param handleFor of who reads it: the entry’s own id names what caused it, a friend or a clerk
 */
export const viewEntry = (entry: LedgerEntry, handleFor: (id: string) => string): EntryView => ({
  id: handleFor(entry._id),
  kind: entry.kind,
  points: entry.points,
  pending: entry.pending,
  debt: entry.debt,
  balanceAfter: entry.balanceAfter,
  reason: entry.reason,
  source: entry.source.kind,
  ruleVersion: entry.ruleVersion,
  at: entry.at,
});

interface Redemption {
  _id: RedemptionId;
  rewardId: RewardId;
  kind: RewardDraft['kind'];
  name: string;
  skuName: string | null;
  quantity: number;
  points: Points;
  status: RedemptionView['state'];
  storeName: string | null;
  createdAt: Instant;
  done: { at: Instant } | null;
  cancelledAt: Instant | null;
}

export type Stores = readonly { _id: StoreId; name: string; open: boolean }[];

const codeOf = (id: RedemptionId): string => id.replace('rdm_', '');

export const viewRedemption = (redemption: Redemption): RedemptionView => ({
  id: redemption._id,
  code: isPickedUp(redemption.kind) ? codeOf(redemption._id) : null,
  rewardId: redemption.rewardId,
  kind: redemption.kind,
  name: redemption.name,
  skuName: redemption.skuName,
  quantity: redemption.quantity,
  points: redemption.points,
  state: redemption.status,
  storeName: redemption.storeName,
  createdAt: redemption.createdAt,
  doneAt: redemption.done?.at ?? null,
  cancelledAt: redemption.cancelledAt,
});

/** What stands around rewards: at least that of those that are viewed. */
export interface Around {
  shards: readonly Shard[];
  stores: Stores;
  lists: TierLists;
}

/** A reward as a member sees it at `now`. */
export function viewReward(
  stored: Reward & { _id: RewardId },
  { shards, stores, lists }: Around,
  account: Pick<PointsAccount, 'uses' | 'standing'>,
  now: Instant,
): RewardView {
  const reward = calledByNow(stored, lists);
  const own = shards.filter(({ rewardId }) => rewardId === reward._id);
  const skus = reward.skus.map((sku) => ({ id: sku.id, name: sku.name, left: leftOf(sku, own) }));
  const places = reward.storeIds.flatMap((id) => stores.filter(({ _id }) => _id === id));
  // Nothing new is begun where it is closed.
  const open = places.filter((place) => place.open);
  const left = skus.some((sku) => sku.left === null)
    ? null
    : skus.reduce((sum, sku) => sum + (sku.left ?? 0), 0);
  return {
    id: reward._id,
    kind: reward.kind,
    name: reward.name,
    about: reward.about,
    points: reward.points,
    worthFen: reward.worthFen,
    until: reward.until,
    skus,
    stores: (open.length > 0 ? open : places).map(({ _id, name }) => ({ id: _id, name })),
    limitText: limitText(reward),
    raised: reward.kind === 'charity' ? points(takenIn(own)) : null,
    unavailableReason: unavailableReason(reward, account, left, now, places.length === 0 || open.length > 0),
  };
}
