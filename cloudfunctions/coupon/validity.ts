import type { CouponState } from '../../contracts/coupon';
import { chinaTimeText, type Instant } from '../../contracts/primitives/time';

/** What decides about a coupon: timestamps, never a job. */
export interface CouponClock {
  status: 'unused' | 'used';
  expiresAt: Instant;
  usedAt: Instant | null;
}

/** Expiry is exclusive: a coupon that expires at midnight is expired at 00:00:00.000. */
export function stateOf(coupon: CouponClock, now: Instant): CouponState {
  if (coupon.status === 'used') return 'used';
  return now < coupon.expiresAt ? 'usable' : 'expired';
}

/** Why the coupon cannot be used, for its owner; null while it can. */
export function unusableReason(coupon: CouponClock, now: Instant): string | null {
  const state = stateOf(coupon, now);
  if (state === 'usable') return null;
  if (state === 'expired') return `已于 ${chinaTimeText(coupon.expiresAt)} 过期`;
  return coupon.usedAt === null ? '已使用' : `已于 ${chinaTimeText(coupon.usedAt)} 使用`;
}
