import type { CouponId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { redeemedByOrder, wentElsewhere } from '../rules/lifecycle';
import { usedFact } from '../facts/coupon-facts';
import { tellIfRevived } from '../facts/tell-if-expired';

/**
 * The order that holds the coupon was paid. A repeated notice finds it redeemed by this order and changes nothing. A payment
 * is never kept waiting for its coupon: one that went elsewhere meanwhile, or went with an account, is `gone`, and the price
 * stays as agreed.
 */
export async function redeemLockedCoupon(
  transaction: TransactionStore,
  {
    couponId,
    orderId,
    storeId,
    now,
  }: { couponId: CouponId; orderId: string; storeId: StoreId; now: Instant },
): Promise<'redeemed' | 'gone'> {
  const coupon = await transaction.coupons.get(couponId);
  if (!coupon || wentElsewhere(coupon, orderId)) return 'gone';
  const change = redeemedByOrder(coupon, { orderId, storeId }, now);
  if (!change) return 'redeemed';
  await tellIfRevived(transaction, coupon, now);
  if (change.use) transaction.tell(usedFact(coupon, change.use, now));
  await transaction.coupons.update(couponId, change);
  return 'redeemed';
}
