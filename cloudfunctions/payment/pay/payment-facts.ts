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
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';
import { payableOf } from '../quote/order';
import { paidItems } from '../quote/paid-items';

interface Order {
  _id: OrderId;
  storeId: StoreId;
  items: readonly BillItem[];
  amountFen: Fen;
  agreed: Quote | null;
  refundedFen: Fen;
  paidAt: Instant | null;
}

interface OfMember {
  memberId: MemberId;
  now: Instant;
}

/** Goods of no category stand under this name. */
const NO_CATEGORY = '';

function categoriesOf(order: Order, paidFen: Fen): Record<string, Fen> {
  const sums: Record<string, Fen> = {};
  for (const { category, paidFen: part } of paidItems(order, paidFen)) {
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
      ...(order.agreed?.couponId ? { couponId: order.agreed.couponId } : {}),
    },
  });
}

/** Also of somebody who has closed the account: the sums are the shop's. */
export const refundedFact = (
  { _id: orderId, storeId }: Pick<Order, '_id' | 'storeId'>,
  { _id, amountFen }: { _id: RefundId; amountFen: Fen },
  { memberId, isWhole, now }: OfMember & { isWhole: boolean },
): Fact =>
  newFact({
    kind: 'refunded',
    cause: _id,
    memberId,
    at: now,
    now,
    amountFen,
    storeId,
    refs: { orderId, refundId: _id, whole: isWhole },
  });

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
