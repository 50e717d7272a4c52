import type { Instant } from '../../../contracts/primitives/time';
import type { CouponStatus } from '../rules/validity';

interface Coupon {
  status: CouponStatus;
  expiresAt: Instant;
}

/** Coupons a merchant may still change: nobody has used them and no order holds them. */
const isIdle = ({ status }: Coupon): boolean => status === 'unused' || status === 'offered';

/** One that has run out needs no taking back. */
export const mayBeRevoked = (coupon: Coupon, now: Instant): boolean =>
  isIdle(coupon) && now < coupon.expiresAt;

/** One that is used or held by an order is taken back when it would become usable again. */
export const mayBeRecalled = (coupon: Coupon, now: Instant): boolean =>
  (coupon.status === 'used' || coupon.status === 'locked') && now < coupon.expiresAt;

/** Also one that has run out; never to an earlier moment. */
export const mayBeExtended = (coupon: Coupon, expiresAt: Instant): boolean =>
  isIdle(coupon) && coupon.expiresAt < expiresAt;
