import { refuse } from '../../../contracts/errors';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { RefundCause } from '../../../contracts/primitives/words/refund-cause-words';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { payableOf, refundableFen } from '../quote/order';
import { freshlyBooked } from './booked-refund';

type Order = DocumentOf<'orders'>;

export interface RefundFacts {
  refundId: DocumentOf<'refunds'>['_id'];
  amountFen: Fen;
  cause: RefundCause;
  reason: string;
  /** The clerk who asked for it, who may not be the one who confirmed it. */
  by: string;
  now: Order['createdAt'];
}

/**
 * Writes a refund and sets its amount aside on the order, in the transaction of whoever decided it.
 * @throws TuankaError order_not_paid, refund_too_much
 */
export async function recordRefund(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: Order,
  facts: RefundFacts,
): Promise<void> {
  refuseUnrefundable(order, facts.amountFen);
  await transaction.refunds.insert(newRefund(order, facts));
  await setAside(transaction, call, order, facts, 'payment.refund');
}

/** The amount is held on the order, with the refund's units when it names some, and the act is told. */
export async function setAside(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: Order,
  { refundId, amountFen, reason, by }: RefundFacts,
  action: 'payment.refund' | 'payment.refundLines',
): Promise<void> {
  const refundingFen = fen(order.refundingFen + amountFen);
  const lineRefunds = [...order.lineRefunds, refundId];
  await transaction.orders.update(order._id, {
    refundingFen,
    ...(action === 'payment.refundLines' && { lineRefunds }),
  });
  await recordAudit(transaction, call, {
    action,
    subjectId: refundId,
    storeId: order.storeId,
    amountFen,
    reason,
    before: { refundedFen: order.refundedFen, refundingFen: order.refundingFen },
    after: { refundedFen: order.refundedFen, refundingFen },
    detail: { orderId: order._id, method: order.method, by, memberId: order.payer?.memberId ?? null },
  });
}

/** What was paid for an order that is cancelled goes back by itself: to call it unpaid would be wrong. */
export function refuseUnpaid({ status, paymentId }: Order): void {
  if (status === 'cancelled') throw refuse('refund_not_possible', status);
  if (status !== 'paid' || paymentId === null) throw refuse('order_not_paid');
}

export function refuseUnrefundable(order: Order, amountFen: Fen): void {
  refuseUnpaid(order);
  if (amountFen > refundableFen(order)) throw refuse('refund_too_much');
  // Nothing can be given back but the coupon of an order that cost nothing.
  if (amountFen === 0 && payableOf(order) > 0) throw refuse('invalid_input', 'amountFen');
}

export function newRefund(order: Order, facts: RefundFacts): DocumentOf<'refunds'> {
  if (order.paymentId === null || order.method === null) throw refuse('order_not_paid');
  return {
    _id: facts.refundId,
    orderId: order._id,
    paymentId: order.paymentId,
    kind: 'order',
    amountFen: facts.amountFen,
    totalFen: payableOf(order),
    // What costs no money comes back without WeChat.
    method: facts.amountFen === 0 ? 'zero' : order.method,
    cause: facts.cause,
    reason: facts.reason,
    requestedBy: facts.by,
    ...freshlyBooked(facts.now),
  };
}
