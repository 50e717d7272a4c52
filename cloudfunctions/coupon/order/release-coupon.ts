import type { CouponId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { countErased } from '../wallet/count-erased';
import { released } from '../rules/lifecycle';
import { couponRevokedNotice } from '../notices/coupon-revoked';
import { revokedFact } from '../facts/coupon-facts';
import { tellIfExpired } from '../facts/tell-if-expired';

/**
 * The order was given up: the coupon it held is free again. Anything but this order's hold is left alone. What an account
 * left because this order held it goes now.
 */
export async function releaseCoupon(
  transaction: TransactionStore,
  { couponId, orderId, now }: { couponId: CouponId; orderId: string; now: Instant },
): Promise<void> {
  const coupon = await transaction.coupons.get(couponId);
  const change = coupon && released(coupon, orderId);
  if (!coupon || !change) return;
  if (!(await transaction.members.get(coupon.memberId))) {
    await transaction.coupons.remove(couponId);
    return countErased(transaction, coupon, now);
  }
  if (change.status === 'revoked') {
    transaction.tell(revokedFact(coupon, now));
    await transaction.reminders.insert(couponRevokedNotice(coupon, now));
  } else await tellIfExpired(transaction, coupon, now);
  await transaction.coupons.update(couponId, change);
}
