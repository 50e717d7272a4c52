import * as z from 'zod';
import { couponTerms } from './coupon-terms';
import { wrongCodeLimit, wrongIdLimit } from '../limit';
import { operation } from '../operation';
import { couponId, fenAmount, instant, maskedPhone, memberCode, storeId } from '../values';
import { shown } from '../text-marks';

/** A coupon as the clerk sees it: what it is, whether it may be redeemed here and now, and if not, why. */
const deskCoupon = z.object({
  id: couponId,
  terms: couponTerms,
  startsAt: instant,
  expiresAt: instant,
  /** Null: it may be redeemed. */
  refusal: z.string().nullable(),
  /** Sent back with the confirm: what was shown is what is redeemed. */
  turn: z.int().positive(),
  /** The redemption a clerk may still take back, and until when. */
  undoable: z.object({ turn: z.int().positive(), until: instant }).nullable(),
});
export type DeskCoupon = z.output<typeof deskCoupon>;

/** A redemption as it counts now. */
const redemption = z.object({
  couponId,
  turn: z.int().positive(),
  terms: couponTerms,
  redeemedAt: instant,
  savingFen: fenAmount.nullable(),
  undoUntil: instant,
});
export type Redemption = z.output<typeof redemption>;

export const couponDeskOperations = {
  /**
   * What a clerk scanned or typed: a coupon's own digits, a member's code, a card number. Refuses
   * `coupon_not_found`, `card_not_found`, `member_code_expired`, `member_code_used`, `member_code_unknown`.
   */
  lookUp: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongCodeLimit,
    idempotency: 'read',
    input: z.object({
      shown: z.string().trim().min(8).max(120),
      storeId,
      /** What the bill comes to, when it is known: the threshold is checked and the saving said. */
      amountFen: fenAmount.nullable(),
    }),
    output: z.object({
      member: z.object({
        nickname: z.string().nullable(),
        phone: maskedPhone.nullable(),
        planName: z.string(),
      }),
      /** Redeemable ones first, soonest expiry first; at most 50. */
      coupons: z.array(deskCoupon),
      now: instant,
    }),
  }),
  /**
   * Confirms a redemption. Refuses `coupon_already_used`, `coupon_expired` and every other reason of a coupon, `store_closed`;
   * `coupon_redeemed_since` when it changed after it was shown; `member_code_used`, `member_code_expired`,
   * `member_code_unknown` of the code that was scanned.
   */
  redeem: operation({
    actor: 'clerk',
    store: 'named',
    limit: wrongIdLimit,
    idempotency: {
      decidedBy:
        'coupons/<id>.use.turn and the clerk: the same confirm is the same redemption, whenever it arrives',
    },
    input: z.object({
      couponId,
      turn: z.int().positive(),
      storeId,
      amountFen: fenAmount.nullable(),
      /** The member's code that was scanned: the redemption uses it up. Null: found by the coupon's own code or a card number. */
      memberCode: memberCode.nullable().default(null),
    }),
    output: z.object({ redemption, now: instant }),
  }),
  /** Takes a redemption back, minutes after it. Refuses `coupon_undo_too_late`, `coupon_redeemed_since`. */
  undoRedeem: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'coupons/<id>.use.turn: a redemption that is undone stays undone' },
    input: z.object({
      couponId,
      turn: z.int().positive(),
      reason: shown(z.string().trim().min(2).max(100)),
    }),
    output: z.object({ couponId, now: instant }),
  }),
};
