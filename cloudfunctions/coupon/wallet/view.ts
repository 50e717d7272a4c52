import type { CouponChannel, CouponTerms, CouponView } from '../../../contracts/coupon/coupon';
import type { CouponId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { codeToShow } from '../rules/coupon-code';
import { couponState, unusableReason, type CouponClock } from '../rules/validity';

interface Coupon extends CouponClock {
  _id: CouponId;
  code: string;
  terms: CouponTerms;
  channel: CouponChannel;
  issuedAt: Instant;
  restored: { at: Instant } | null;
}

/** A coupon as its owner sees it at `now`. */
export const viewCoupon = (coupon: Coupon, now: Instant): CouponView => ({
  id: coupon._id,
  code: codeToShow(coupon),
  terms: coupon.terms,
  channel: coupon.channel,
  state: couponState(coupon, now),
  issuedAt: coupon.issuedAt,
  startsAt: coupon.startsAt,
  expiresAt: coupon.expiresAt,
  usedAt: coupon.usedAt,
  restoredAt: coupon.restored?.at ?? null,
  unusableReason: unusableReason(coupon, now),
});
