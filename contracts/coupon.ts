import * as z from 'zod';
import { couponChannel, couponTerms, couponValidity } from './coupon-terms';
import { operation, type ApiOf } from './operation';
import { couponId, cursor, instant } from './values';

export {
  couponChannel,
  couponLimits,
  couponTerms,
  couponValidity,
  packItem,
  UNLIMITED,
  type CouponChannel,
  type CouponKind,
  type CouponLimits,
  type CouponTerms,
  type CouponValidity,
  type PackItem,
} from './coupon-terms';

/**
 * What a coupon is for its owner at a moment: not yet, usable, held by an order, offered to a friend, used, run out,
 * taken back by the merchant, given away.
 */
export const couponState = z.enum([
  'waiting',
  'usable',
  'locked',
  'offered',
  'used',
  'expired',
  'revoked',
  'given',
]);
export type CouponState = z.output<typeof couponState>;

/** How the owner's list is divided: 可用 · 已用 · 已过期 · 收回与转赠. */
export const couponFilter = z.enum(['usable', 'used', 'expired', 'gone']);
export type CouponFilter = z.output<typeof couponFilter>;

export const couponView = z.object({
  id: couponId,
  /** Digits for the clerk when nothing can be scanned. */
  code: z.string(),
  terms: couponTerms,
  channel: couponChannel,
  state: couponState,
  issuedAt: instant,
  /** Usable while `startsAt <= now < expiresAt`, whatever any job did. */
  startsAt: instant,
  expiresAt: instant,
  usedAt: instant.nullable(),
  /** Given back by a refund or by a clerk who undid it. */
  restoredAt: instant.nullable(),
  /** Why it cannot be used, in plain words; null while it can. */
  unusableReason: z.string().nullable(),
});
export type CouponView = z.output<typeof couponView>;

/** One step of a pack as the shopper sees it before. */
export const offeredCoupon = z.object({
  terms: couponTerms,
  validity: couponValidity,
  quantity: z.int().positive(),
});
export type OfferedCoupon = z.output<typeof offeredCoupon>;

export const couponOperations = {
  /** The member's coupons by filter, soonest expiry first (used, expired and gone: latest first). */
  listMine: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ state: couponFilter, cursor }),
    output: z.object({ coupons: z.array(couponView), nextCursor: cursor, now: instant }),
  }),
  /** One of the member's coupons. Refuses `coupon_not_found`, also for another member's coupon. */
  readMine: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ couponId }),
    output: z.object({ coupon: couponView, now: instant }),
  }),
};
export type CouponApi = ApiOf<typeof couponOperations>;
