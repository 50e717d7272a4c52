import type { CouponTerms, CouponView } from '../../contracts/coupon';
import type { CouponId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { stateOf, unusableReason, type CouponClock } from './validity';

interface Coupon extends CouponClock {
  _id: CouponId;
  terms: CouponTerms;
  issuedAt: Instant;
}

/** A coupon as its owner sees it at `now`. */
export const viewCoupon = (coupon: Coupon, now: Instant): CouponView => ({
  id: coupon._id,
  terms: coupon.terms,
  state: stateOf(coupon, now),
  issuedAt: coupon.issuedAt,
  expiresAt: coupon.expiresAt,
  usedAt: coupon.usedAt,
  unusableReason: unusableReason(coupon, now),
});
