import * as z from 'zod';
import { couponAdminOperations } from './coupon-admin';
import { couponDeskOperations } from './coupon-desk';
import { couponLimits, couponTerms, couponValidity } from './coupon-terms';
import { couponView } from './coupon-view';
import { operation, type ApiOf } from '../operation';
import { couponId, couponTemplateId, cursor, instant, offerCode } from '../values';

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
export type { CouponState, CouponView, OfferedCoupon } from './coupon-view';

/** How the owner's list is divided: 可用 · 已用 · 已过期 · 收回与转赠. */
const couponFilter = z.enum(['usable', 'used', 'expired', 'gone']);
export type CouponFilter = z.output<typeof couponFilter>;

/** One of 领券中心, with every condition, before it is collected. */
const collectableCoupon = z.object({
  templateId: couponTemplateId,
  terms: couponTerms,
  validity: couponValidity,
  limits: couponLimits,
  /** Left of the stock, the day's included; null without a limit. */
  left: z.int().nonnegative().nullable(),
  /** What stands in the way, in plain words; null: it can be collected. */
  refusal: z.string().nullable(),
});
export type CollectableCoupon = z.output<typeof collectableCoupon>;

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
    output: z.object({
      coupon: couponView,
      /** The link a friend may take it with, while it is offered. */
      offerCode: offerCode.nullable(),
      /** It may be offered to a friend now. */
      canGive: z.boolean(),
      now: instant,
    }),
  }),
  /** 领券中心. */
  listCollectable: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ coupons: z.array(collectableCoupon), nextCursor: cursor, now: instant }),
  }),
  /** One of them, with every condition. Refuses `coupon_template_not_found`. */
  readCollectable: operation({
    actor: 'member',
    idempotency: 'read',
    input: z.object({ templateId: couponTemplateId }),
    output: z.object({ coupon: collectableCoupon, now: instant }),
  }),
  /**
   * Takes one. Refuses `coupon_template_not_found`, `coupon_not_open`, `coupon_sold_out`, `coupon_sold_out_today`,
   * `coupon_limit_reached`, `coupon_limit_today`, `coupon_window_over`.
   */
  collect: operation({
    actor: 'member',
    idempotency: {
      decidedBy: 'coupons/cpn_<member>-collect-<of template and request id>-1: a repeat is the same coupon',
    },
    input: z.object({ templateId: couponTemplateId }),
    output: z.object({ coupon: couponView, now: instant }),
  }),
  /** Offers a coupon to a friend by link, until it is taken or withdrawn. Refuses `coupon_not_transferable` and the reasons of a coupon. */
  offer: operation({
    actor: 'member',
    idempotency: {
      decidedBy: 'coupons/<id>.offer: an offered coupon has one link, and offering it again shows it',
    },
    input: z.object({ couponId }),
    output: z.object({ offerCode, now: instant }),
  }),
  /** The owner changes their mind. Refuses `offer_taken` when it is too late. */
  withdrawOffer: operation({
    actor: 'member',
    idempotency: { decidedBy: 'couponOffers/<code>.status: a withdrawn offer stays withdrawn' },
    input: z.object({ couponId }),
    output: z.object({ coupon: couponView, now: instant }),
  }),
  /** What the link leads to; for guests too, who may join first. Refuses `offer_not_found`. */
  readOffer: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ offerCode }),
    output: z.object({
      terms: couponTerms,
      startsAt: instant,
      expiresAt: instant,
      state: z.enum(['open', 'taken', 'withdrawn', 'expired']),
      viewer: z.enum(['guest', 'member', 'giver', 'taker']),
      now: instant,
    }),
  }),
  /** A friend takes it. Refuses `offer_not_found`, `offer_withdrawn`, `offer_taken`, `offer_own`, `coupon_expired`. */
  takeOffer: operation({
    actor: 'member',
    idempotency: { decidedBy: 'couponOffers/<code>.takenBy: taking it again shows the coupon' },
    input: z.object({ offerCode }),
    output: z.object({ coupon: couponView, now: instant }),
  }),
  ...couponDeskOperations,
  ...couponAdminOperations,
};
export type CouponApi = ApiOf<typeof couponOperations>;
