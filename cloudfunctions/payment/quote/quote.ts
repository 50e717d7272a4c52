import type {
  BillItem,
  CouponChoice,
  CouponOption,
  PointsOption,
  Quote,
  QuoteStep,
} from '../../../contracts/payment/payment';
import type { CouponTerms } from '../../../contracts/coupon/coupon';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import type { CardPlanId, CouponId, StoreId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import {
  couponSaving,
  covers,
  type ApplicableCoupon,
  type Bill,
  type CouponSaving,
} from '../../coupon/rules/applicability';
import { bestCoupon } from '../../coupon/rules/best-coupon';
import { billTotal } from './bill';
import { lineShares } from '../refund/line-shares';
import { pointsOption, type PointsPurse } from './points-offset';

export interface QuoteCoupon extends ApplicableCoupon {
  _id: CouponId;
  terms: CouponTerms;
}

export interface QuoteInput {
  storeId: StoreId;
  items: readonly BillItem[];
  /** The payer's card; null without one. `memberRate` is per mille of the price. */
  plan: { _id: CardPlanId; name: string; memberRate: number } | null;
  coupons: readonly QuoteCoupon[];
  choice: CouponChoice;
  /** Null for somebody without a card, or where the merchant has no points. */
  points: PointsPurse | null;
  now: Instant;
}

export interface QuoteResult {
  quote: Quote;
  couponOptions: CouponOption[];
  /** What points would take off, used or not; null where they take nothing off. */
  pointsOption: PointsOption | null;
  /** Why the coupon the payer asked for is not used; null when it is, or none was asked for. */
  refusedChoice: string | null;
}

/** Each line's member price, rounded down. */
const memberPriced = (items: readonly BillItem[], rate: number): BillItem[] =>
  items.map((item) => ({ ...item, amountFen: fen(Math.floor((item.amountFen * rate) / 1000)) }));

/** `950` → `95 折`, `880` → `88 折`, `800` → `8 折`. */
export const rateText = (rate: number): string => `${rate % 100 === 0 ? rate / 100 : rate / 10} 折`;

/** The bill at the price of each line and at the member price; a coupon says which of the two it goes with. */
interface Bills {
  plain: Bill;
  member: Bill;
  /** Line by line, and together. */
  memberSaved: number[];
  memberSavedFen: number;
}

function billsOf({ storeId, items, plan }: QuoteInput): Bills {
  const place = { storeId, planId: plan?._id ?? null };
  const priced = plan ? memberPriced(items, plan.memberRate) : items;
  const memberSaved = items.map(({ amountFen }, line) => amountFen - (priced[line]?.amountFen ?? amountFen));
  return {
    plain: { ...place, items },
    member: { ...place, items: priced },
    memberSaved,
    memberSavedFen: memberSaved.reduce((sum, saved) => sum + saved, 0),
  };
}

const stacks = ({ terms }: QuoteCoupon): boolean => terms.stacksWithMemberPrice;

/**
 * What an order comes to, in this order: member price of the card, one coupon, points. Every rounding is in the payer's
 * favour but the points', which never take more money off than they are worth:
 * - the member price of each line is rounded down to the fen;
 * - a coupon's percentage is rounded down as its terms say (coupon/rules/applicability.ts) and never exceeds what it covers;
 * - points are taken in whole units of their rate (points-offset.ts).
 * The payable amount is never below zero. What each line has of it is worked out here, once (line-shares.ts).
 */
export function quoteBill(input: QuoteInput): QuoteResult {
  const amountFen = billTotal(input.items);
  const bills = billsOf(input);
  const { coupon, refused } = chooseCoupon(input, bills);
  const steps: QuoteStep[] = [];
  const takesMemberPrice = coupon === null || stacks(coupon);
  if (input.plan && takesMemberPrice && bills.memberSavedFen > 0) {
    const text = `${input.plan.name}会员价 ${rateText(input.plan.memberRate)}`;
    steps.push({ kind: 'member_price', savedFen: fen(bills.memberSavedFen), text });
  }
  if (coupon) steps.push(couponStep(coupon, bills, input.now));

  const leftFen = fen(amountFen - steps.reduce((sum, { savedFen }) => sum + savedFen, 0));
  const alone = coupon?.terms.stacksWithPoints === false ? coupon.terms.title : null;
  const option = input.points && pointsOption(input.points, leftFen, alone);
  const offset = option && input.points?.use ? option : NO_POINTS;
  if (offset.savedFen > 0) steps.push(pointsStep(offset));

  const payableFen = fen(leftFen - offset.savedFen);
  const lines = lineShares({
    amounts: bills.plain.items.map((item) => item.amountFen),
    memberSaved: takesMemberPrice ? bills.memberSaved : [],
    couponSavedFen: steps.find(({ kind }) => kind === 'coupon')?.savedFen ?? 0,
    covered: input.items.map((item) => coupon !== null && covers(coupon.terms, item)),
    pointsSavedFen: offset.savedFen,
    points: offset.points,
  });
  return {
    quote: {
      amountFen,
      steps,
      savedFen: fen(amountFen - payableFen),
      payableFen,
      couponId: coupon?._id ?? null,
      points: offset.points,
      lines,
    },
    couponOptions: couponOptions(input.coupons, bills, input.now),
    pointsOption: option,
    refusedChoice: refused,
  };
}

function couponStep(coupon: QuoteCoupon, bills: Bills, now: Instant): QuoteStep {
  const saving = couponSaving(coupon, stacks(coupon) ? bills.member : bills.plain, now);
  if (!('savingFen' in saving)) throw new RangeError('a chosen coupon applies');
  const alone = !stacks(coupon) && bills.memberSavedFen > 0 ? '（不与会员价同享）' : '';
  return { kind: 'coupon', savedFen: saving.savingFen, text: `优惠券「${coupon.terms.title}」${alone}` };
}

/** What a coupon saves beyond what is saved without it; one that does not go with the member price has to beat it. */
function netSaving(coupon: QuoteCoupon, bills: Bills, now: Instant): CouponSaving {
  if (stacks(coupon)) return couponSaving(coupon, bills.member, now);
  const saving = couponSaving(coupon, bills.plain, now);
  if (!('savingFen' in saving)) return saving;
  return saving.savingFen > bills.memberSavedFen
    ? { savingFen: fen(saving.savingFen - bills.memberSavedFen) }
    : { reason: 'coupon_saves_nothing', text: '不与会员价同享，用会员价更划算' };
}

interface Chosen {
  coupon: QuoteCoupon | null;
  /** Why the coupon that was asked for is not used. */
  refused: string | null;
}

function chooseCoupon({ coupons, choice, now }: QuoteInput, bills: Bills): Chosen {
  if (choice === 'none') return { coupon: null, refused: null };
  if (choice === 'best') return { coupon: largestSaving(coupons, bills, now), refused: null };
  const coupon = coupons.find(({ _id }) => _id === choice);
  if (!coupon) return { coupon: null, refused: '没有找到这张优惠券' };
  const saving = netSaving(coupon, bills, now);
  return 'savingFen' in saving ? { coupon, refused: null } : { coupon: null, refused: saving.text };
}

/** The best of those that go with the member price, unless the best of the others saves more even without it. */
function largestSaving(coupons: readonly QuoteCoupon[], bills: Bills, now: Instant): QuoteCoupon | null {
  const stacking = bestCoupon(coupons.filter(stacks), bills.member, now);
  const alone = bestCoupon(
    coupons.filter((coupon) => !stacks(coupon)),
    bills.plain,
    now,
  );
  const aloneNet = alone ? alone.savingFen - bills.memberSavedFen : 0;
  if (alone && aloneNet > (stacking?.savingFen ?? 0)) return alone.coupon;
  return stacking?.coupon ?? null;
}

/** Usable ones first, the largest saving first, of equal ones the soonest expiry; each of the others with its reason. */
function couponOptions(coupons: readonly QuoteCoupon[], bills: Bills, now: Instant): CouponOption[] {
  const options = coupons.map((coupon) => {
    const saving = netSaving(coupon, bills, now);
    const usable = 'savingFen' in saving;
    return {
      couponId: coupon._id,
      title: coupon.terms.title,
      expiresAt: coupon.expiresAt,
      savedFen: usable ? saving.savingFen : fen(0),
      unusableReason: usable ? null : saving.text,
    };
  });
  return options.sort(
    (a, b) => b.savedFen - a.savedFen || a.expiresAt - b.expiresAt || (a.couponId < b.couponId ? -1 : 1),
  );
}

const NO_POINTS = { points: 0, savedFen: fen(0) };

const pointsStep = ({ points, savedFen }: typeof NO_POINTS): QuoteStep => ({
  kind: 'points',
  savedFen,
  text: `${points} 积分抵 ${yuanText(savedFen)} 元`,
});

/** Without a card, coupon or points. */
export function plainQuote(items: readonly BillItem[]): Quote {
  const amountFen = billTotal(items);
  return {
    amountFen,
    steps: [],
    savedFen: fen(0),
    payableFen: amountFen,
    couponId: null,
    points: 0,
    lines: lineShares({
      amounts: items.map((item) => item.amountFen),
      memberSaved: [],
      couponSavedFen: 0,
      covered: [],
      pointsSavedFen: 0,
      points: 0,
    }),
  };
}
