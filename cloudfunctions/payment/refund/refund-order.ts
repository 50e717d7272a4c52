import { refuse } from '../../../contracts/errors';
import type { Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { RefundCause } from '../../../contracts/primitives/words/refund-cause-words';
import type { WriteCall } from '../../kit/host/call';
import { refundIdFor } from '../../kit/ids/derived-id';
import { openPayClient } from '../../kit/wechat/pay-client';
import { payableOf, viewStoreOrder } from '../quote/order';
import { readRefunds } from '../quote/read-bill';
import { payerKeyOf } from '../orders/read-order';
import { refuseOtherWish } from './line-refund';
import { recordRefund, refuseUnrefundable } from './record-refund';

import { sendRefund } from './send-refund';
import { requestRefundReview } from '../counter/request-refund-review';
import { viewReview } from '../counter/review';
import { refundReviewId } from '../counter/review-id';

/**
 * Gives money back. The amount is set aside on the order in the transaction that writes the refund, so several refunds
 * never give back more than was paid; WeChat is asked afterwards, and again by the sweep when it did not answer.
 * @throws TuankaError request_changed, order_not_paid, refund_too_much, refund_not_possible for a cancelled order
 */
export async function refundOrder(
  call: WriteCall<'clerk'>,
  {
    orderId,
    amountFen,
    cause,
    reason,
  }: { orderId: OrderId; amountFen: Fen; cause: RefundCause; reason: string },
) {
  const { store, caller, now, requestId, atStore } = call;
  const seen = await store.orders.require(orderId, 'order_not_found');
  atStore(seen.storeId);
  if (seen.paymentId === null) throw refuse('order_not_paid');
  // An order that cost nothing is taken back once, whoever asks how often.
  const refundId = refundIdFor(seen.paymentId, payableOf(seen) === 0 ? 'undo' : requestId);
  const review = await store.transact(async (transaction) => {
    const earlier = await transaction.refunds.get(refundId);
    const asked = earlier ? null : await transaction.counterReviews.get(refundReviewId(refundId));
    const before = earlier ?? asked;
    // Asked before: what it asks for may be back another way by now.
    if (before) {
      refuseOtherWish({ ...before, lines: null }, { amountFen, lines: null });
      return asked;
    }
    const order = await transaction.orders.require(orderId, 'order_not_found');
    refuseUnrefundable(order, amountFen);
    // It cost nothing and came back line by line: there is nothing left to take back.
    if (order.undoneAt !== null) return null;
    const act = { refundId, kind: 'refund' as const, amountFen, cause, reason };
    const review = await requestRefundReview(transaction, call, order, act);
    if (review) return review;
    await recordRefund(transaction, call, order, {
      refundId,
      amountFen,
      cause,
      reason,
      by: payerKeyOf(caller),
      now,
    });
    return null;
  });
  if (!review && (await store.refunds.get(refundId)))
    await sendRefund({ store, pay: openPayClient(), settings: call.settings.orderRules, now }, refundId);
  const [order, refunds] = await Promise.all([
    store.orders.require(orderId, 'order_not_found'),
    readRefunds(store, orderId),
  ]);
  return {
    order: viewStoreOrder(order, refunds, now),
    review: review && viewReview(review, call.staff._id, now),
  };
}
