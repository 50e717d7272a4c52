import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Instant } from '../../../contracts/primitives/time';

/** Issued stays issued: a coupon that goes with a closed account gives its piece of the stock to nobody. */
export async function countErased(
  transaction: TransactionStore,
  { stockId }: Pick<DocumentOf<'coupons'>, 'stockId'>,
  now: Instant,
): Promise<void> {
  const shard = stockId === null ? null : await transaction.couponStock.get(stockId);
  if (shard) await transaction.couponStock.update(shard._id, { erased: shard.erased + 1, changedAt: now });
}
