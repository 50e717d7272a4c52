import { refuse } from '../../../contracts/errors';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import { orderRules } from '../../kit/config/pay-settings';
import type { WriteCall } from '../../kit/host/call';
import { refundIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { openPayClient } from '../../kit/wechat/pay-client';
import { payableOf, refundableFen, viewStoreOrder } from '../quote/order';
import { readRefunds } from '../quote/read-bill';
import { payerKeyOf } from '../orders/read-own-order';
import { sendRefund } from './send-refund';

type Order = DocumentOf<'orders'>;

/**
 * Gives money back. The amount is set aside on the order in the transaction that writes the refund, so several refunds
 * never give back more than was paid; WeChat is asked afterwards, and again by the sweep when it did not answer.
 * @throws TuankaError order_not_paid, refund_too_much, refund_not_possible for a cancelled order
 */
export async function refundOrder(
  call: WriteCall<'clerk'>,
  { orderId, amountFen, reason }: { orderId: OrderId; amountFen: Fen; reason: string },
) {
  const { store, caller, now, requestId, atStore } = call;
  const seen = await store.orders.require(orderId, 'order_not_found');
  atStore(seen.storeId);
  if (seen.paymentId === null) throw refuse('order_not_paid');
  // An order that cost nothing is taken back once, whoever asks how often.
  const refundId = refundIdFor(seen.paymentId, payableOf(seen) === 0 ? 'undo' : requestId);
  await store.transact(async (transaction) => {
    if (await transaction.refunds.get(refundId)) return;
    const order = await transaction.orders.require(orderId, 'order_not_found');
    refuseUnrefundable(order, amountFen);
    // It cost nothing and came back line by line: there is nothing left to take back.
    if (order.undoneAt !== null) return;
    await transaction.refunds.insert(
      newRefund(order, { refundId, amountFen, reason, by: payerKeyOf(caller), now }),
    );
    await transaction.orders.update(orderId, { refundingFen: fen(order.refundingFen + amountFen) });
    await recordAudit(transaction, call, {
      action: 'payment.refund',
      subjectId: refundId,
      storeId: order.storeId,
      amountFen: amountFen,
      reason,
      before: { refundedFen: order.refundedFen, refundingFen: order.refundingFen },
      after: { refundedFen: order.refundedFen, refundingFen: order.refundingFen + amountFen },
      detail: { orderId, method: order.method },
    });
  });
  if (await store.refunds.get(refundId))
    await sendRefund({ store, pay: openPayClient(), settings: orderRules(), now }, refundId);
  const [order, refunds] = await Promise.all([
    store.orders.require(orderId, 'order_not_found'),
    readRefunds(store, orderId),
  ]);
  return { order: viewStoreOrder(order, refunds, now) };
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

export function newRefund(
  order: Order,
  facts: {
    refundId: DocumentOf<'refunds'>['_id'];
    amountFen: Fen;
    reason: string;
    by: string;
    now: Order['createdAt'];
  },
): DocumentOf<'refunds'> {
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
    reason: facts.reason,
    lines: null,
    pointsShare: null,
    status: 'pending',
    note: null,
    submits: 0,
    failures: 0,
    attentionAt: null,
    handled: null,
    requestedBy: facts.by,
    createdAt: facts.now,
    settledAt: null,
    checkAt: facts.now,
  };
}
