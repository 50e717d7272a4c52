import { refuse } from '../../../contracts/errors';
import type { RewardDraft } from '../../../contracts/points/points-mall';
import { isRewardId, type RequestId, type RewardId } from '../../../contracts/primitives/ids';
import { shortName } from '../../kit/ids/spread';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import { Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { readShards } from '../mall/list-rewards';
import { leftOf, shardsFor, type Shard } from '../mall/stock-shards';

const PAGE = 20;

/** Rewards with their stock: those of one status, or every one. */
export async function listAllRewards(
  { store }: ReadCall<'operator'>,
  { status, cursor }: { status: RewardDraft['status'] | null; cursor: string | null },
) {
  const { items, nextCursor } = await store.rewards.find({
    where: { status: oneOf(status === null ? ['open', 'closed'] : [status]) },
    orderBy: 'position',
    limit: PAGE,
    cursor,
  });
  const shards =
    items.length === 0
      ? []
      : await readShards(
          store,
          items.map(({ _id }) => _id),
        );
  const rewards = items.map(({ _id, updatedAt: _updatedAt, ...draft }) => ({
    id: _id,
    draft,
    skus: draft.skus.map((sku) => ({
      id: sku.id,
      left: leftOf(
        sku,
        shards.filter(({ rewardId }) => rewardId === _id),
      ),
    })),
  }));
  return { rewards, nextCursor };
}

/** A new reward is named by the request that saves it, so that a repeat saves the same one. */
function newRewardId(requestId: RequestId): RewardId {
  const id = `rwd_${shortName(requestId)}`;
  if (!isRewardId(id)) throw new RangeError(`not a reward id: ${id}`);
  return id;
}

/**
 * A new reward or new terms of one; redemptions keep what they were exchanged for. Stock is raised by what is more.
 * @throws TuankaError reward_not_found, stock_not_lowered, invalid_input
 */
export async function saveReward(
  call: WriteCall<'operator'>,
  { rewardId, draft }: { rewardId: RewardId | null; draft: RewardDraft },
) {
  const { store, now, requestId } = call;
  if ((draft.kind === 'coupon') !== (draft.couponTemplateId !== null))
    throw refuse('invalid_input', 'couponTemplateId');
  const id = rewardId ?? newRewardId(requestId);
  const shards = await readShards(store, [id]);
  try {
    await store.transact(async (transaction) => {
      const known = await transaction.rewards.get(id);
      if (rewardId !== null && !known) throw refuse('reward_not_found', id);
      if (known && known.kind !== draft.kind) throw refuse('invalid_input', 'kind');
      await saveStock(transaction, id, draft, shards);
      await transaction.rewards.replace({ ...draft, _id: id, updatedAt: now });
      await recordAudit(transaction, call, {
        action: 'points.saveReward',
        subjectId: id,
        detail: { points: draft.points, status: draft.status },
        ...toldChange(known, draft),
      });
    });
  } catch (error) {
    // This request has told its audit entry before: then it has saved the reward, too.
    if (!(error instanceof Duplicate)) throw error;
  }
  return { rewardId: id };
}

async function saveStock(
  transaction: TransactionStore,
  id: RewardId,
  draft: RewardDraft,
  known: readonly Shard[],
): Promise<void> {
  for (const sku of draft.skus) {
    const current: Shard[] = [];
    for (const { _id } of known.filter(({ skuId }) => skuId === sku.id)) {
      current.push(await transaction.rewardShards.require(_id, 'internal'));
    }
    const change = shardsFor(id, draft.kind, sku, current);
    if (change === 'lowered') throw refuse('stock_not_lowered', sku.id);
    await transaction.rewardShards.insert(...change.insert);
    for (const shard of change.raise)
      await transaction.rewardShards.update(shard._id, { total: shard.total });
  }
}
