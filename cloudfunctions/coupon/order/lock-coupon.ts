import { refuse } from '../../../contracts/errors';
import type { CouponId, MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { locked } from '../rules/lifecycle';

/**
 * An order takes hold of its payer's coupon; the same order asking again holds it already. The answer is the coupon, for
 * `couponSaving` the caller asks before.
 * @throws TuankaError coupon_not_found, coupon_locked, coupon_already_used, coupon_expired and the other reasons of a coupon
 */
export async function lockCoupon(
  transaction: TransactionStore,
  {
    couponId,
    memberId,
    orderId,
    now,
  }: { couponId: CouponId; memberId: MemberId; orderId: string; now: Instant },
): Promise<DocumentOf<'coupons'>> {
  const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
  if (coupon.memberId !== memberId) throw refuse('coupon_not_found', couponId);
  const change = locked(coupon, orderId, now);
  if (!change) return coupon;
  await transaction.coupons.update(couponId, change);
  return { ...coupon, ...change };
}
