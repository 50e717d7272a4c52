import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';

/** What a redemption took from its part of the stock can be exchanged again; by the transaction that ends the redemption. */
export async function giveBackStock(
  transaction: TransactionStore,
  { shardId, quantity }: Pick<DocumentOf<'redemptions'>, 'shardId' | 'quantity'>,
): Promise<void> {
  if (shardId === null) return;
  const shard = await transaction.rewardShards.require(shardId, 'internal');
  await transaction.rewardShards.update(shardId, { taken: shard.taken - quantity });
}
