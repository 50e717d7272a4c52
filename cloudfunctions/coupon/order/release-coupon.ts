import type { CouponId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { released } from '../rules/lifecycle';
import { couponRevokedNotice } from '../notices/coupon-revoked';
import { revokedFact } from '../facts/coupon-facts';
import { tellIfExpired } from '../facts/tell-if-expired';

/** The order was given up: the coupon it held is free again. Anything but this order's hold is left alone. */
export async function releaseCoupon(
  transaction: TransactionStore,
  { couponId, orderId, now }: { couponId: CouponId; orderId: string; now: Instant },
): Promise<void> {
  const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
  const change = released(coupon, orderId);
  if (!change) return;
  if (change.status === 'revoked') {
    transaction.tell(revokedFact(coupon, now));
    await transaction.reminders.insert(couponRevokedNotice(coupon, now));
  } else await tellIfExpired(transaction, coupon, now);
  await transaction.coupons.update(couponId, change);
}
