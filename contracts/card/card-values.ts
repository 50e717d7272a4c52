import * as z from 'zod';
import { cardNumber, cardPlanId, instant } from '../values';
import { offeredCoupon } from '../coupon/coupon-view';

/** What a card plan promises, as shown before joining and on the card. */
export const planSummary = z.object({
  planId: cardPlanId,
  name: z.string(),
  /** Short lines such as `会员价：全场 95 折`. */
  benefits: z.array(z.string()),
});

export const memberCard = z.object({
  number: cardNumber,
  planId: cardPlanId,
  planName: z.string(),
  /** Which version of the plan it was given with: what it promises stays that. */
  planVersion: z.int().positive().default(1),
  issuedAt: instant,
  /** Null: the card does not expire. The card is valid while `now < expiresAt`. */
  expiresAt: instant.nullable(),
});
export type MemberCard = z.output<typeof memberCard>;

/** Exactly what a newcomer gets: the card and each coupon of the pack with its clock. */
export const joinOffer = z.object({
  plan: planSummary,
  packName: z.string(),
  coupons: z.array(offeredCoupon),
  /** Why joining comes without the pack now (sold out, ended), in plain words; null: it comes with all of it. */
  packRefusal: z.string().nullable(),
});
export type JoinOffer = z.output<typeof joinOffer>;
