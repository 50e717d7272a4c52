import { isRewardId, isStoreId, type RewardId } from '@contracts/primitives/ids';
import { isPickupCode, type PickupCode } from '@contracts/primitives/codes/pickup-code';
import type { LocalCloud } from '../../../local/server';
import { documentsOf } from '../../stage/stage';

export function reward(slug: string): RewardId {
  const id = `rwd_${slug}`;
  if (!isRewardId(id)) throw new Error(id);
  return id;
}

export const store = (() => {
  const id = 'sto_xingfu';
  if (!isStoreId(id)) throw new Error(id);
  return id;
})();

export const eggs = { rewardId: reward('eggs'), skuId: 'std', storeId: store, quantity: 1 };

export const refusalOf = (one: PromiseSettledResult<unknown>): string =>
  one.status === 'rejected' ? String(Reflect.get(Object(one.reason), 'code')) : 'ok';

export function codeOf({ code }: { code: string | null }): PickupCode {
  if (!isPickupCode(code)) throw new Error(`no code: ${code}`);
  return code;
}

/** How many of a reward are gone from its stock. */
export const takenIn = (cloud: LocalCloud, rewardId: RewardId): number =>
  documentsOf(cloud, 'rewardShards')
    .filter((shard) => shard.rewardId === rewardId)
    .reduce((sum, { taken }) => sum + taken, 0);
