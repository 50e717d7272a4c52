import type { RewardDraft, RewardSku } from '../../../contracts/points/points-mall';
import type { RewardId } from '../../../contracts/primitives/ids';

/** One part of a choice's stock, or of what charity raised. */
export interface Shard {
  _id: string;
  rewardId: RewardId;
  skuId: string;
  /** Null: no limit. */
  total: number | null;
  taken: number;
}

/** More parts than functions run at once bring nothing. */
const MOST_PARTS = 16;
const CHARITY_PARTS = 8;

const leftInShard = ({ total, taken }: Shard): number => (total === null ? Infinity : total - taken);

/** What is left of a choice; null: no limit. */
export function leftOf(sku: RewardSku, shards: readonly Shard[]): number | null {
  if (sku.stock === null) return null;
  return shards.filter(({ skuId }) => skuId === sku.id).reduce((sum, shard) => sum + leftInShard(shard), 0);
}

export const takenIn = (shards: readonly Shard[]): number =>
  shards.reduce((sum, { taken }) => sum + taken, 0);

const shardId = (rewardId: RewardId, skuId: string, part: number): string => `${rewardId}:${skuId}:${part}`;

/** Those of a choice that still hold so much, starting at a place of the caller's own; `turn` moves on after a lost race. */
export function shardsToTry(
  shards: readonly Shard[],
  skuId: string,
  quantity: number,
  start: number,
): Shard[] {
  const filled = shards.filter((shard) => shard.skuId === skuId && leftInShard(shard) >= quantity);
  const at = filled.length === 0 ? 0 : start % filled.length;
  return [...filled.slice(at), ...filled.slice(0, at)];
}

/** Whether a reward's exchanges are counted in parts at all. */
export const isCounted = ({ kind, skus }: Pick<RewardDraft, 'kind' | 'skus'>): boolean =>
  kind === 'charity' || skus.some(({ stock }) => stock !== null);

/** An amount in equal parts; the first take what does not divide. */
const parts = (amount: number, count: number): number[] =>
  Array.from({ length: count }, (_, part) => Math.floor(amount / count) + (part < amount % count ? 1 : 0));

export type ShardChange = { insert: Shard[]; raise: Shard[] } | 'lowered';

/**
 * What saving a choice does to its parts: new ones for a first stock, more in each for a raised one.
 * @param shards those of this choice
 */
export function shardsFor(
  rewardId: RewardId,
  kind: RewardDraft['kind'],
  sku: RewardSku,
  shards: readonly Shard[],
): ShardChange {
  const fresh = (part: number, total: number | null): Shard => ({
    _id: shardId(rewardId, sku.id, part),
    rewardId,
    skuId: sku.id,
    total,
    taken: 0,
  });
  if (kind === 'charity') {
    const missing =
      shards.length === 0 ? Array.from({ length: CHARITY_PARTS }, (_, part) => fresh(part, null)) : [];
    return { insert: missing, raise: [] };
  }
  if (sku.stock === null) return shards.length === 0 ? { insert: [], raise: [] } : 'lowered';
  if (shards.length === 0) {
    const count = Math.max(1, Math.min(MOST_PARTS, sku.stock));
    return { insert: parts(sku.stock, count).map((total, part) => fresh(part, total)), raise: [] };
  }
  const more = sku.stock - shards.reduce((sum, { total }) => sum + (total ?? 0), 0);
  if (more < 0) return 'lowered';
  const added = parts(more, shards.length);
  const raised = shards.map((shard, part) => ({ ...shard, total: (shard.total ?? 0) + (added[part] ?? 0) }));
  return { insert: [], raise: more === 0 ? [] : raised };
}
