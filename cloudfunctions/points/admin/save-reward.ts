import { refuse } from '../../../contracts/errors';
import type { RewardDraft } from '../../../contracts/points/points-mall';
import { isRewardId, type RequestId, type RewardId } from '../../../contracts/primitives/ids';
import { shortName } from '../../kit/ids/spread';
import { recordAudit } from '../../kit/audit/record-audit';
import { toldChange } from '../../kit/audit/told-change';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { readTiersOf } from '../book/read-tiers';
import { readShards } from '../mall/list-rewards';
import { calledByNow } from '../mall/mall';
import { leftOf, shardsFor, type Shard } from '../mall/stock-shards';
import { tiersNamed } from '../rules/named-tiers';

const PAGE = 20;

/** Rewards with their stock: those of one status, or every one. */
export async function listAllRewards(
  { store, now }: ReadCall<'operator'>,
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
  const lists = await readTiersOf(store, items, now);
  const rewards = items.map(({ _id, version, ...kept }) => ({
    id: _id,
    version,
    draft: draftOf(calledByNow({ _id, version, ...kept }, lists)),
    skus: kept.skus.map((sku) => ({
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

interface Written {
  edit: { rewardId: RewardId; version: number } | null;
  draft: RewardDraft;
}

/**
 * A new reward or the next version of one; redemptions keep what they were exchanged for. Stock is raised by what is more.
 * @throws TuankaError reward_not_found, reward_changed, stock_not_lowered, invalid_input
 */
export async function saveReward(call: WriteCall<'operator'>, { edit, draft }: Written) {
  const { store, requestId } = call;
  if ((draft.kind === 'coupon') !== (draft.couponTemplateId !== null))
    throw refuse('invalid_input', 'couponTemplateId');
  const rewardId = edit?.rewardId ?? newRewardId(requestId);
  const shards = await readShards(store, [rewardId]);
  await store.transact(async (transaction) => {
    const known = await transaction.rewards.get(rewardId);
    if (known?.savedBy === requestId) return; // Its answer was lost.
    if (edit !== null && !known) throw refuse('reward_not_found', rewardId);
    if (known && known.version !== edit?.version) throw refuse('reward_changed', rewardId);
    if (known && known.kind !== draft.kind) throw refuse('invalid_input', 'kind');
    await saveStock(transaction, rewardId, draft, shards);
    await write(call, transaction, rewardId, known, draft);
  });
  return { rewardId };
}

async function write(
  call: WriteCall<'operator'>,
  transaction: TransactionStore,
  rewardId: RewardId,
  known: DocumentOf<'rewards'> | null,
  draft: RewardDraft,
): Promise<void> {
  const lists = await readTiersOf(transaction, [draft], call.now);
  await transaction.rewards.replace({
    ...draft,
    namedTiers: tiersNamed(draft.tiers, lists, known?.namedTiers ?? {}),
    _id: rewardId,
    updatedAt: call.now,
    version: (known?.version ?? 0) + 1,
    savedBy: call.requestId,
  });
  await recordAudit(transaction, call, {
    action: 'points.saveReward',
    subjectId: rewardId,
    detail: { points: draft.points, status: draft.status },
    ...toldChange(known && draftOf(known), draft),
  });
}

/** Without what the store keeps beside it. */
function draftOf({
  _id,
  updatedAt: _updatedAt,
  version: _version,
  savedBy: _savedBy,
  namedTiers: _namedTiers,
  ...draft
}: DocumentOf<'rewards'>): RewardDraft {
  return draft;
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
