import { refuse } from '../../../contracts/errors';
import type { CouponId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { newOfferCode } from '../../kit/ids/new-id';
import { mayBeGiven } from './gift';

/**
 * Offers a coupon to a friend. While the offer is open the coupon has one link: offering it again shows the same.
 * @throws TuankaError coupon_not_found, coupon_not_transferable, or why the coupon cannot be used
 */
export async function offerCoupon(
  { store, member, now }: WriteCall<'member'>,
  { couponId }: { couponId: CouponId },
) {
  const code = newOfferCode();
  const offerCode = await store.transact(async (transaction) => {
    const coupon = await transaction.coupons.require(couponId, 'coupon_not_found');
    if (coupon.memberId !== member._id) throw refuse('coupon_not_found', couponId);
    if (coupon.status === 'offered' && coupon.offer && now < coupon.expiresAt) return coupon.offer.code;
    const refusal = mayBeGiven(coupon, now);
    if (refusal) throw refuse(refusal);
    await transaction.couponOffers.insert({
      _id: code,
      couponId,
      memberId: member._id,
      status: 'open',
      takenBy: null,
      at: now,
    });
    await transaction.coupons.update(couponId, { status: 'offered', offer: { code, at: now } });
    return code;
  });
  return { offerCode, now };
}
