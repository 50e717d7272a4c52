import type { CouponId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { redeemedByOrder } from '../rules/lifecycle';
import { usedFact } from '../facts/coupon-facts';
import { tellIfRevived } from '../facts/tell-if-expired';

/**
 * The order that holds the coupon was paid. A repeated notice finds it redeemed by this order and changes nothing.
 * @throws TuankaError coupon_already_used, coupon_locked, coupon_revoked … when the coupon went elsewhere meanwhile
 */
export async function redeemLockedCoupon(
  transaction: TransactionStore,
  {
    couponId,
    orderId,
    storeId,
    now,
  }: { couponId: CouponId; orderId: string; storeId: StoreId; now: Instant },
): Promise<void> {
  const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
  const change = redeemedByOrder(coupon, { orderId, storeId }, now);
  if (!change) return;
  await tellIfRevived(transaction, coupon, now);
  if (change.use) transaction.tell(usedFact(coupon, change.use, now));
  await transaction.coupons.update(couponId, change);
}
