import * as z from 'zod';
import { soldPrivilege } from '../growth/privilege';
import { offsetRule } from '../points/points-rule';
import { cardPlanId, couponId, fenAmount, instant, pointsAmount } from '../values';
import { shown } from '../text-marks';

/** One line of a bill. A bill that is only an amount is one line without a category, of one unit. */
export const billItem = z
  .object({
    title: shown(z.string().min(1).max(30)),
    category: shown(z.string().min(1).max(20)).nullable(),
    /** Of all its units. */
    amountFen: fenAmount,
    /** How many of it: they can be given back one by one. */
    quantity: z.int().min(1).max(999).default(1),
    /** Null where only the amount was given. */
    unitPriceFen: fenAmount.nullable().default(null),
  })
  .refine(
    ({ amountFen, quantity, unitPriceFen }) => unitPriceFen === null || unitPriceFen * quantity === amountFen,
    {
      message: 'a line comes to its unit price times its quantity',
    },
  );
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

/** A line's own part of what a quote saves and comes to; over all lines the parts add up to the quote. */
export const quoteLine = z.object({
  memberSavedFen: fenAmount,
  couponSavedFen: fenAmount,
  pointsSavedFen: fenAmount,
  /** Of the points spent. */
  points: z.int().nonnegative(),
  paidFen: fenAmount,
});
export type QuoteLine = z.output<typeof quoteLine>;

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
  /** Line by line, as the bill has them; empty in orders of before lines were shared out. */
  lines: z.array(quoteLine).default([]),
});
export type Quote = z.output<typeof quote>;

/** `best`: the server picks; `none`: the shopper keeps the coupons for another day. */
export const couponChoice = z.union([z.literal('best'), z.literal('none'), couponId]);
export type CouponChoice = z.output<typeof couponChoice>;

/** Under which terms a sale was agreed. Frozen on the order: later changes of card, plan and rules do not touch it. */
export const saleTerms = z.object({
  /** When it was first confirmed: the rules in force then are the sale's. */
  at: instant,
  /** The payer's card plan; null without a valid card. */
  plan: z.object({ _id: cardPlanId, name: z.string(), memberRate: z.int() }).nullable(),
  /** What points are worth; null where there are none. */
  offset: offsetRule.nullable(),
  /** What the payer's tier gave then. */
  privileges: z.array(soldPrivilege).default([]),
});
export type SaleTerms = z.output<typeof saleTerms>;
