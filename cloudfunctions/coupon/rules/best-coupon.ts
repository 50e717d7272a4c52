import type { Fen } from '../../../contracts/primitives/fen';
import type { CouponId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { couponSaving, type ApplicableCoupon, type Bill } from './applicability';

export interface BestCoupon<Coupon> {
  coupon: Coupon;
  savingFen: Fen;
}

/**
 * The coupon worth using on a bill: the largest saving; of equal ones the one that runs out first (the 2-hour coupon
 * before the 7-day one), and then the smaller id, so that the same question has the same answer. Null when none applies.
 */
export function bestCoupon<Coupon extends ApplicableCoupon & { _id: CouponId }>(
  coupons: readonly Coupon[],
  bill: Bill,
  now: Instant,
): BestCoupon<Coupon> | null {
  let best: BestCoupon<Coupon> | null = null;
  for (const coupon of coupons) {
    const saving = couponSaving(coupon, bill, now);
    if (!('savingFen' in saving)) continue;
    const candidate = { coupon, savingFen: saving.savingFen };
    if (best === null || isBetter(candidate, best)) best = candidate;
  }
  return best;
}

function isBetter<Coupon extends ApplicableCoupon & { _id: CouponId }>(
  candidate: BestCoupon<Coupon>,
  best: BestCoupon<Coupon>,
): boolean {
  if (candidate.savingFen !== best.savingFen) return candidate.savingFen > best.savingFen;
  const [a, b] = [candidate.coupon, best.coupon];
  if (a.expiresAt !== b.expiresAt) return a.expiresAt < b.expiresAt;
  return a._id < b._id;
}
