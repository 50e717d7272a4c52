import type { CouponId, MemberId } from '../../contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../contracts/primitives/time';

/** What a reminder is about. */
interface ExpiringCoupon {
  _id: CouponId;
  memberId: MemberId;
  issuedAt: Instant;
  expiresAt: Instant;
}

export interface ScheduledReminder {
  _id: string;
  kind: 'coupon_expiry';
  memberId: MemberId;
  subjectId: CouponId;
  dueAt: Instant;
  deadline: Instant;
  status: 'scheduled';
  outcome: null;
  messageId: null;
}

/**
 * How long before its expiry a coupon is worth a reminder, in proportion to its life (product.md, J7):
 * 30 minutes before a 2-hour coupon, 2 hours before a 1-day one, 1 day before longer ones; at most a quarter of
 * a very short life, so that it never comes together with the coupon itself.
 */
export function reminderLeadMs(lifeMs: number): number {
  if (lifeMs < 6 * HOUR_MS) return Math.min(30 * MINUTE_MS, Math.floor(lifeMs / 4));
  return lifeMs < 2 * DAY_MS ? 2 * HOUR_MS : DAY_MS;
}

/** One reminder per coupon, at its proportional moment. The id says what it is about, so it exists once. */
export const couponReminders = (coupons: readonly ExpiringCoupon[]): ScheduledReminder[] =>
  coupons.map((coupon) => ({
    _id: `rem:coupon_expiry:${coupon._id}`,
    kind: 'coupon_expiry',
    memberId: coupon.memberId,
    subjectId: coupon._id,
    dueAt: addMs(coupon.expiresAt, -reminderLeadMs(coupon.expiresAt - coupon.issuedAt)),
    deadline: coupon.expiresAt,
    status: 'scheduled',
    outcome: null,
    messageId: null,
  }));
