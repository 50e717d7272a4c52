import type { CouponId } from '../../../contracts/primitives/ids';
import type { TransactionStore } from '../../kit/store/store';
import { released } from '../rules/lifecycle';

/** The order was given up: the coupon it held is free again. Anything but this order's hold is left alone. */
export async function releaseCoupon(
  transaction: TransactionStore,
  { couponId, orderId }: { couponId: CouponId; orderId: string },
): Promise<void> {
  const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
  const change = released(coupon, orderId);
  if (change) await transaction.coupons.update(couponId, change);
}
