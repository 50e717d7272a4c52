import * as z from 'zod';
import { couponId, fenAmount, instant, pointsAmount } from './values';

/** One line of a bill. A bill that is only an amount is one line without a category. */
export const billItem = z.object({
  title: z.string().min(1).max(30),
  category: z.string().min(1).max(20).nullable(),
  amountFen: fenAmount,
});
export type BillItem = z.output<typeof billItem>;

/** One step of the calculation, in the order it is made, with the words the shopper reads. */
export const quoteStep = z.object({
  kind: z.enum(['member_price', 'coupon', 'points']),
  savedFen: fenAmount,
  text: z.string(),
});
export type QuoteStep = z.output<typeof quoteStep>;

/** A coupon beside the bill: what it would save, or why it cannot be used here. */
export const couponOption = z.object({
  couponId,
  title: z.string(),
  expiresAt: instant,
  savedFen: fenAmount,
  unusableReason: z.string().nullable(),
});
export type CouponOption = z.output<typeof couponOption>;

/** Points beside the bill: what they would take off, or why they take nothing off here. */
export const pointsOption = z.object({
  balance: pointsAmount,
  points: pointsAmount,
  savedFen: fenAmount,
  unusableReason: z.string().nullable(),
});
export type PointsOption = z.output<typeof pointsOption>;

/** What an order comes to: member price, then coupon, then points. Never below zero. */
export const quote = z.object({
  amountFen: fenAmount,
  steps: z.array(quoteStep),
  savedFen: fenAmount,
  payableFen: fenAmount,
  /** The coupon used; null for none. */
  couponId: couponId.nullable(),
  /** Points spent. */
  points: z.int().nonnegative(),
});
export type Quote = z.output<typeof quote>;

/** `best`: the server picks; `none`: the shopper keeps the coupons for another day. */
export const couponChoice = z.union([z.literal('best'), z.literal('none'), couponId]);
export type CouponChoice = z.output<typeof couponChoice>;
