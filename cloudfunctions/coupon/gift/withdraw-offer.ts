import { refuse } from '../../../contracts/errors';
import type { CouponId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { viewCoupon } from '../wallet/view';

/** The owner takes an open offer back. @throws TuankaError coupon_not_found, offer_taken */
export async function withdrawOffer(
  { store, member, now }: WriteCall<'member'>,
  { couponId }: { couponId: CouponId },
) {
  const coupon = await store.transact(async (transaction) => {
    const current = await transaction.coupons.require(couponId, 'coupon_not_found');
    if (current.memberId !== member._id) throw refuse('coupon_not_found', couponId);
    if (current.status === 'given') throw refuse('offer_taken');
    if (current.status !== 'offered' || !current.offer) return current;
    await transaction.couponOffers.update(current.offer.code, { status: 'withdrawn' });
    await transaction.coupons.update(couponId, { status: 'unused', offer: null });
    return { ...current, status: 'unused' as const, offer: null };
  });
  return { coupon: viewCoupon(coupon, now), now };
}
