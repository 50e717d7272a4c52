import { refuse } from '../../../contracts/errors';
import type { CouponId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { mayBeGiven } from '../gift/gift';
import { couponState } from '../rules/validity';
import { viewCoupon } from './view';

/** @throws TuankaError coupon_not_found, also for another member's coupon: its existence is nobody else's business */
export async function readCoupon(
  { store, member, now }: ReadCall<'member'>,
  { couponId }: { couponId: CouponId },
) {
  const coupon = await store.coupons.require(couponId, 'coupon_not_found');
  if (coupon.memberId !== member._id) throw refuse('coupon_not_found', couponId);
  const isOffered = couponState(coupon, now) === 'offered';
  return {
    coupon: viewCoupon(coupon, now),
    offerCode: isOffered && coupon.offer ? coupon.offer.code : null,
    canGive: mayBeGiven(coupon, now) === null,
    now,
  };
}
