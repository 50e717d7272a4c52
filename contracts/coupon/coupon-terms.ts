import * as z from 'zod';
import { cardPlanId, couponTemplateId, fenAmount, instant, storeId } from '../values';
import { shown } from '../text-marks';

/**
 * What a coupon gives and on which conditions. Copied into the pack when it is published and into the coupon when it is
 * issued, so nothing tightens afterwards. A threshold of 0 is a no-threshold coupon (无门槛).
 */
const shared = {
  templateId: couponTemplateId,
  title: shown(z.string().min(1).max(20)),
  /** The most this coupon saves: the amount, the cap of a percentage, or what the exchanged item is worth. */
  amountFen: fenAmount,
  /** Counted on the items the coupon covers. */
  thresholdFen: fenAmount,
  /** Further conditions in plain words, all of them shown before the coupon is collected. */
  conditions: z.array(shown(z.string().min(1).max(60))).max(10),
  /** Null: no limit of this kind. */
  categories: z
    .array(shown(z.string().min(1).max(20)))
    .min(1)
    .nullable()
    .default(null),
  storeIds: z.array(storeId).min(1).nullable().default(null),
  planIds: z.array(cardPlanId).min(1).nullable().default(null),
  stacksWithMemberPrice: z.boolean().default(true),
  stacksWithPoints: z.boolean().default(true),
  /** Its owner may give it to a friend, once. */
  transferable: z.boolean().default(false),
};

export const couponTerms = z.discriminatedUnion('kind', [
  /** 满减 and 无门槛. */
  z.object({ kind: z.literal('amount_off'), ...shared }),
  /** 折扣券: 20 percent off is 八折, 100 percent is free, up to the cap like any other. */
  z.object({ kind: z.literal('percent_off'), percentOff: z.int().min(1).max(100), ...shared }),
  /** 兑换券: given out by a clerk, takes nothing off a bill. */
  z.object({ kind: z.literal('exchange'), item: shown(z.string().min(1).max(30)), ...shared }),
]);
export type CouponTerms = z.output<typeof couponTerms>;
export type CouponKind = CouponTerms['kind'];

/** From when until when a coupon can be used, told from the moment it is issued. */
export const couponValidity = z.discriminatedUnion('kind', [
  /** 领取后…内有效, after a start delay that may be 0. */
  z.object({
    kind: z.literal('relative'),
    startDelayMs: z.int().nonnegative().default(0),
    validForMs: z.int().positive(),
  }),
  /** `from <= t < until`, whenever it is issued. */
  z
    .object({ kind: z.literal('window'), from: instant, until: instant })
    .refine(({ from, until }) => from < until, { message: 'until is after from' }),
  /** Until the end of the day it is issued on, in China. */
  z.object({ kind: z.literal('end_of_day') }),
  /** Until the end of the month it is issued in, in China. */
  z.object({ kind: z.literal('end_of_month') }),
]);
export type CouponValidity = z.output<typeof couponValidity>;

const atMost = z.int().positive().nullable();
/** How many are issued at most; days are days in China. Null: no limit of this kind. */
export const couponLimits = z.object({
  total: atMost,
  perDay: atMost,
  perMember: atMost,
  perMemberPerDay: atMost,
});
export type CouponLimits = z.output<typeof couponLimits>;

export const UNLIMITED: CouponLimits = { total: null, perDay: null, perMember: null, perMemberPerDay: null };

/** What one step of a pack gives. */
export const packItem = z.object({
  terms: couponTerms,
  validity: couponValidity,
  quantity: z.int().min(1).max(10).default(1),
  /** Its template has limits: stock and counts are looked at when the pack is issued. */
  limited: z.boolean().default(false),
});
export type PackItem = z.output<typeof packItem>;

/** What made a coupon be issued. */
export const couponChannel = z.enum([
  'join',
  'first_payment',
  'invite',
  'tier',
  'birthday',
  'points',
  'push',
  'collect',
  'manual',
  'gift',
  'play',
]);
export type CouponChannel = z.output<typeof couponChannel>;
