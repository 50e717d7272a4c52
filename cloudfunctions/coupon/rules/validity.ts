import type { CouponState, CouponValidity } from '../../../contracts/coupon/coupon';
import {
  addMs,
  chinaEndText,
  chinaTimeText,
  endOfChinaDay,
  endOfChinaMonth,
  type Instant,
} from '../../../contracts/primitives/time';

export type CouponStatus = 'unused' | 'locked' | 'offered' | 'used' | 'revoked' | 'given';

/** What decides about a coupon: its status and timestamps, never a job. */
export interface CouponClock {
  status: CouponStatus;
  startsAt: Instant;
  expiresAt: Instant;
  usedAt: Instant | null;
}

/** When a coupon issued at `at` can be used: `startsAt <= now < expiresAt`. */
export function validityFrom(
  validity: CouponValidity,
  at: Instant,
): { startsAt: Instant; expiresAt: Instant } {
  switch (validity.kind) {
    case 'relative': {
      const startsAt = addMs(at, validity.startDelayMs);
      return { startsAt, expiresAt: addMs(startsAt, validity.validForMs) };
    }
    case 'window':
      return { startsAt: validity.from, expiresAt: validity.until };
    case 'end_of_day':
      return { startsAt: at, expiresAt: endOfChinaDay(at) };
    case 'end_of_month':
      return { startsAt: at, expiresAt: endOfChinaMonth(at) };
  }
}

/**
 * Expiry is exclusive: a coupon that expires at midnight is expired at 00:00:00.000. An order that holds a coupon keeps
 * it past its expiry: the price was agreed when it was taken.
 */
export function couponState(coupon: CouponClock, now: Instant): CouponState {
  const { status } = coupon;
  if (status === 'unused' || status === 'offered') {
    if (now >= coupon.expiresAt) return 'expired';
    if (status === 'offered') return 'offered';
    return now < coupon.startsAt ? 'waiting' : 'usable';
  }
  return status;
}

/** Why the coupon cannot be used, for its owner; null while it can. */
export function unusableReason(coupon: CouponClock, now: Instant): string | null {
  switch (couponState(coupon, now)) {
    case 'usable':
      return null;
    case 'waiting':
      return `${chinaTimeText(coupon.startsAt)} 起可用`;
    case 'expired':
      return `已于 ${chinaEndText(coupon.expiresAt)} 过期`;
    case 'used':
      return coupon.usedAt === null ? '已使用' : `已于 ${chinaTimeText(coupon.usedAt)} 使用`;
    case 'locked':
      return '正在一笔未付的订单里使用';
    case 'offered':
      return '正在转赠中，取消转赠后可用';
    case 'revoked':
      return '已被商家收回';
    case 'given':
      return '已送给朋友';
  }
}
