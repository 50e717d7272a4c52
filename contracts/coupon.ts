import * as z from 'zod';
import { operation, type ApiOf } from './operation';
import { couponId, couponTemplateId, cursor, fenAmount, instant } from './values';

/**
 * What a coupon gives and on which condition. A threshold of 0 is a no-threshold coupon (无门槛).
 * Copied into the pack when it is published and into the coupon when it is issued, so nothing tightens afterwards.
 */
export const couponTerms = z.object({
  templateId: couponTemplateId,
  kind: z.literal('amount_off'),
  title: z.string().min(1).max(20),
  amountFen: fenAmount,
  thresholdFen: fenAmount,
  /** Further conditions in plain words, all of them shown before the coupon is claimed. */
  conditions: z.array(z.string()),
});
export type CouponTerms = z.output<typeof couponTerms>;

/** How long a coupon of a pack is valid from the moment it is issued, in milliseconds. */
export const packLadder = z.int().positive();

export const couponState = z.enum(['usable', 'used', 'expired']);
export type CouponState = z.output<typeof couponState>;

export const couponView = z.object({
  id: couponId,
  terms: couponTerms,
  state: couponState,
  issuedAt: instant,
  /** Usable while `now < expiresAt`, whatever any job did. */
  expiresAt: instant,
  usedAt: instant.nullable(),
  /** Why it cannot be used, in plain words; null while it can. */
  unusableReason: z.string().nullable(),
});
export type CouponView = z.output<typeof couponView>;

export const couponOperations = {
  /** The member's coupons in one state, soonest expiry first (used and expired: latest first). */
  listMine: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ state: couponState, cursor }),
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
