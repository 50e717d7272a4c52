import { errorCatalogue } from '../../../contracts/errors';
import type { DeskCoupon, Redemption } from '../../../contracts/coupon/coupon-desk';
import type { CouponTerms } from '../../../contracts/coupon/coupon';
import type { Fen } from '../../../contracts/primitives/fen';
import { fen } from '../../../contracts/primitives/fen';
import type { CardPlanId, CouponId, StoreId } from '../../../contracts/primitives/ids';
import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { couponSaving, refusalAt, type Inapplicable } from '../rules/applicability';
import type { CouponLife } from '../rules/lifecycle';

/** How long a clerk may take a redemption back. */
export const UNDO_MS = 10 * MINUTE_MS;

export interface ShownCoupon extends CouponLife {
  _id: CouponId;
  terms: CouponTerms;
}

export interface Desk {
  storeId: StoreId;
  /** 暂停营业: nothing new is begun there. */
  isClosed: boolean;
  planId: CardPlanId | null;
  /** What the bill comes to, when the clerk entered it. */
  amountFen: Fen | null;
}

const STORE_CLOSED: Inapplicable = {
  reason: 'store_closed',
  text: errorCatalogue.store_closed.message,
};

/** What it saves, and whether it may be redeemed here. Without an amount the clerk sees to the threshold. */
export function judgeAtDesk(
  coupon: ShownCoupon,
  { storeId, isClosed, planId, amountFen }: Desk,
  now: Instant,
): { refusal: Inapplicable | null; savingFen: Fen | null } {
  const { terms } = coupon;
  const refusal = refusalAt(coupon, { storeId, planId }, now) ?? (isClosed ? STORE_CLOSED : null);
  // What belongs to a category the clerk sees on the counter, not in an amount; what is exchanged has no bill.
  if (refusal || amountFen === null || terms.kind === 'exchange' || terms.categories !== null)
    return { refusal, savingFen: null };
  const saving = couponSaving(coupon, { storeId, planId, items: [{ amountFen, category: null }] }, now);
  return 'savingFen' in saving
    ? { refusal: null, savingFen: saving.savingFen }
    : { refusal: saving, savingFen: null };
}

export function viewAtDesk(coupon: ShownCoupon, desk: Desk, now: Instant): DeskCoupon {
  const { terms, startsAt, expiresAt, use, turns } = coupon;
  const until = use && addMs(use.at, UNDO_MS);
  return {
    id: coupon._id,
    terms,
    startsAt,
    expiresAt,
    refusal: judgeAtDesk(coupon, desk, now).refusal?.text ?? null,
    turn: turns + 1,
    undoable: use?.by === 'clerk' && until !== null && now < until ? { turn: use.turn, until } : null,
  };
}

/** Redeemable ones first, then what runs out first. */
export const deskOrder = (a: DeskCoupon, b: DeskCoupon): number =>
  Number(a.refusal !== null) - Number(b.refusal !== null) || a.expiresAt - b.expiresAt;

export function viewCouponUse(coupon: ShownCoupon): Redemption {
  const { use } = coupon;
  if (!use) throw new RangeError(`${coupon._id} is not redeemed`);
  const savingFen = use.savingFen === null ? null : fen(use.savingFen);
  return {
    couponId: coupon._id,
    turn: use.turn,
    terms: coupon.terms,
    redeemedAt: use.at,
    savingFen,
    undoUntil: addMs(use.at, UNDO_MS),
  };
}
