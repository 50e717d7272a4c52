import type { BillItem, Quote } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type {
  ClaimId,
  LeaderId,
  MemberId,
  OrderId,
  RefundId,
  StoreId,
} from '../../../contracts/primitives/ids';
import type { RefundCause } from '../../../contracts/primitives/words/refund-cause-words';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';
import { payableOf } from '../quote/order';
import { paidItems } from '../quote/paid-items';
import { backOfLine, type UnitsBack } from '../refund/line-refund';
import { shareOut } from '../refund/line-shares';

interface Order {
  _id: OrderId;
  storeId: StoreId;
  storeCity: string;
  items: readonly BillItem[];
  amountFen: Fen;
  agreed: Quote | null;
  refundedFen: Fen;
  paidAt: Instant | null;
}

/** The coupon of a sale and what it took off; orders of before lines were shared out do not say how much. */
const couponRefs = (agreed: Quote | null): Record<string, string | number> =>
  agreed?.couponId
    ? {
        couponId: agreed.couponId,
        couponOffFen: agreed.lines.reduce((sum, { couponSavedFen }) => sum + couponSavedFen, 0),
      }
    : {};

interface OfMember {
  memberId: MemberId;
  now: Instant;
}

/** Goods of no category stand under this name. */
const NO_CATEGORY = '';

const categoriesOf = (order: Order, paidFen: Fen): Record<string, Fen> => sumBy(paidItems(order, paidFen));

function sumBy(items: readonly { category: string | null; paidFen: Fen }[]): Record<string, Fen> {
  const sums: Record<string, Fen> = {};
  for (const { category, paidFen: part } of items) {
    const name = category ?? NO_CATEGORY;
    sums[name] = fen((sums[name] ?? 0) + part);
  }
  return sums;
}

/**
 * A payment is a member's from here on: what of it is not back yet, so that paid minus refunded is what the shop has. A payer
 * who joins later paid before that: `at` says when.
 */
export function paidFact(
  order: Order,
  { memberId, leaderId, isFirst, now }: OfMember & { leaderId: LeaderId | null; isFirst: boolean },
): Fact {
  const amountFen = fen(payableOf(order) - order.refundedFen);
  return newFact({
    kind: 'paid',
    cause: order._id,
    memberId,
    at: order.paidAt ?? now,
    now,
    amountFen,
    storeId: order.storeId,
    ...(leaderId === null ? {} : { leaderId }),
    categories: categoriesOf(order, amountFen),
    refs: {
      orderId: order._id,
      first: isFirst,
      billFen: order.amountFen,
      ...(order.storeCity === '' ? {} : { city: order.storeCity }),
      ...couponRefs(order.agreed),
    },
  });
}

interface Refund {
  _id: RefundId;
  amountFen: Fen;
  lines: readonly UnitsBack[] | null;
  cause: RefundCause;
}

/** What came back of each category: of a refund by line its lines; of a free amount everybody's share. */
function categoriesBack(order: Order, { amountFen, lines }: Refund): Record<string, Fen> {
  const paid = paidItems(order, payableOf(order));
  const weights = lines
    ? order.items.map((_, line) => backOfLine(order, lines, line))
    : paid.map(({ paidFen }) => paidFen);
  const parts = shareOut(amountFen, weights);
  return sumBy(paid.map(({ category }, line) => ({ category, paidFen: fen(parts[line] ?? 0) })));
}

/** Also of somebody who has closed the account: the sums are the shop's. */
export const refundedFact = (
  order: Order,
  refund: Refund,
  { memberId, isWhole, now }: OfMember & { isWhole: boolean },
): Fact => {
  const { _id: orderId, storeId } = order;
  const { _id, amountFen, cause } = refund;
  return newFact({
    kind: 'refunded',
    cause: _id,
    memberId,
    at: now,
    now,
    amountFen,
    storeId,
    categories: categoriesBack(order, refund),
    refs: { orderId, refundId: _id, whole: isWhole, ...(cause !== 'other' && { cause }) },
  });
};

/** A cash bill may be its handler’s own, or is not after all: growth follows. */
export const billFact = (
  kind: 'bill_held' | 'bill_released',
  { _id: orderId, storeId }: Pick<Order, '_id' | 'storeId'>,
  { memberId, now }: OfMember,
): Fact => newFact({ kind, cause: `${orderId}-${now}`, memberId, at: now, now, storeId, refs: { orderId } });

/** @param issuesCard false: the payer was a member already, and only the payment is theirs */
export const claimedFact = (
  { _id, orderId, ruleId, plan }: { _id: ClaimId; orderId: OrderId; ruleId: string; plan: { _id: string } },
  { memberId, now }: OfMember,
  issuesCard: boolean,
): Fact =>
  newFact({
    kind: 'claimed',
    cause: _id,
    memberId,
    at: now,
    now,
    refs: { claimId: _id, orderId, ruleId, planId: plan._id, card: issuesCard },
  });
