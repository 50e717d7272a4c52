import * as z from 'zod';
import { couponChannel, couponTerms, couponValidity } from './coupon-terms';
import { couponId, instant } from '../values';

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

export const couponView = z.object({
  id: couponId,
  /** 16 digits for the clerk, scanned or typed; null while an old code waits to be replaced. */
  code: z.string().nullable(),
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
