import type { CouponTerms } from '../../../contracts/coupon/coupon';
import { errorCatalogue, type ErrorCode } from '../../../contracts/errors';
import { fen, yuanText, type Fen } from '../../../contracts/primitives/fen';
import type { CardPlanId, StoreId } from '../../../contracts/primitives/ids';
import { chinaEndText, chinaTimeText, type Instant } from '../../../contracts/primitives/time';
import { couponState, type CouponClock } from './validity';

/** What a coupon is used on. A bill that is only an amount is one item without a category. */
export interface Bill {
  storeId: StoreId;
  /** The plan of the payer's card; null without a card. */
  planId: CardPlanId | null;
  items: readonly { amountFen: Fen; category: string | null }[];
}

/** Where a coupon is shown, before anything is known of the bill. */
export type Place = Pick<Bill, 'storeId' | 'planId'>;

export interface ApplicableCoupon extends CouponClock {
  terms: CouponTerms;
  /** Since when the very order that is asked about holds it: what was agreed then does not run out before the order ends. */
  heldSince?: Instant;
}

/** Why a coupon does not apply, by name and in plain words. */
export interface Inapplicable {
  reason: Extract<ErrorCode, `coupon_${string}` | 'store_closed'>;
  text: string;
}
export type CouponSaving = { savingFen: Fen } | Inapplicable;

const because = (reason: Inapplicable['reason'], text?: string): Inapplicable => ({
  reason,
  text: text ?? errorCatalogue[reason].message,
});

/** What the coupon's own state says against using it at `now`; null when nothing does. */
export function standingRefusal(coupon: CouponClock, now: Instant): Inapplicable | null {
  switch (couponState(coupon, now)) {
    case 'usable':
      return null;
    case 'waiting':
      return because('coupon_not_started', `这张券 ${chinaTimeText(coupon.startsAt)} 起才能用`);
    case 'expired':
      return because('coupon_expired', `这张券已于 ${chinaEndText(coupon.expiresAt)} 过期`);
    case 'used':
      return because(
        'coupon_already_used',
        coupon.usedAt === null ? undefined : `这张券已于 ${chinaTimeText(coupon.usedAt)} 用过了`,
      );
    case 'locked':
      return because('coupon_locked');
    case 'offered':
      return because('coupon_offered');
    case 'revoked':
      return because('coupon_revoked');
    case 'given':
      return because('coupon_given');
  }
}

/** Whether the coupon may be used by this member at this store now; null when it may. */
export function refusalAt(coupon: ApplicableCoupon, place: Place, now: Instant): Inapplicable | null {
  const standing = standingRefusal(coupon, now);
  if (standing) return standing;
  const { storeIds, planIds } = coupon.terms;
  if (storeIds !== null && !storeIds.includes(place.storeId)) return because('coupon_wrong_store');
  if (planIds !== null && (place.planId === null || !planIds.includes(place.planId)))
    return because('coupon_wrong_plan');
  return null;
}

/** Whether an item of a bill is one of those the coupon is for. */
export const covers = (
  { categories }: Pick<CouponTerms, 'categories'>,
  { category }: Pick<Bill['items'][number], 'category'>,
): boolean => categories === null || (category !== null && categories.includes(category));

/** The part of the bill the coupon covers; the threshold is counted on it. */
function coveredFen(terms: CouponTerms, bill: Bill): Fen {
  const covered = bill.items.filter((item) => covers(terms, item));
  return fen(covered.reduce((sum, { amountFen }) => sum + amountFen, 0));
}

/** Rounded down to the fen, and never more than what the coupon covers. */
function amountOff(terms: CouponTerms, covered: Fen): Fen {
  const off =
    terms.kind === 'percent_off'
      ? Math.min(Math.floor((covered * terms.percentOff) / 100), terms.amountFen)
      : terms.amountFen;
  return fen(Math.min(off, covered));
}

/** What the coupon takes off the bill, or the first reason why it takes nothing. */
export function couponSaving(coupon: ApplicableCoupon, bill: Bill, now: Instant): CouponSaving {
  const refusal = refusalAt(coupon, bill, coupon.heldSince ?? now);
  if (refusal) return refusal;
  const { terms } = coupon;
  if (terms.kind === 'exchange') return because('coupon_at_counter');
  const covered = coveredFen(terms, bill);
  if (terms.categories !== null && covered === 0)
    return because('coupon_wrong_category', `这张券只能用于：${terms.categories.join('、')}`);
  if (covered < terms.thresholdFen) {
    const missing = yuanText(fen(terms.thresholdFen - covered));
    return because('coupon_below_threshold', `满${yuanText(terms.thresholdFen)}元可用，还差${missing}元`);
  }
  const savingFen = amountOff(terms, covered);
  return savingFen === 0 ? because('coupon_saves_nothing') : { savingFen };
}
