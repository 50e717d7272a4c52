import { refuse } from '../../../contracts/errors';
import type { LineUnits } from '../../../contracts/payment/line-refund';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { RefundCause } from '../../../contracts/primitives/words/refund-cause-words';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { refundIdFor } from '../../kit/ids/derived-id';
import { openPayClient } from '../../kit/wechat/pay-client';
import { previewRefundedPoints } from '../../points/orders/preview-refunded-points';
import { hasGiftsLeft, refuseOtherWish } from './line-refund';
import { readLinesBack } from './read-lines-back';
import { payableOf, refundableFen } from '../quote/order';
import { payerKeyOf } from '../orders/read-order';
import { backOf, recordLineRefund } from './record-line-refund';
import { requestRefundReview } from '../counter/request-refund-review';
import { viewReview } from '../counter/review';
import { refundReviewId } from '../counter/review-id';

import { sendRefund } from './send-refund';

interface Choice {
  orderId: OrderId;
  lines: LineUnits[];
}

/** Shown to the clerk, and by the clerk to the shopper, before anything is given back. */
export async function previewRefund({ store, now, atStore }: ReadCall<'clerk'>, { orderId, lines }: Choice) {
  const order = await store.orders.require(orderId, 'order_not_found');
  atStore(order.storeId);
  const before = await readLinesBack(store, order);
  const back = backOf(order, before, lines);
  const isMoneyBack = back.amountFen === refundableFen(order);
  const isWhole = isMoneyBack && !hasGiftsLeft(order, [...before, ...back.units]);
  const points = await previewRefundedPoints(store, {
    orderId,
    refundedFen: back.amountFen,
    spentShare: back.points,
    totalFen: payableOf(order),
    backBeforeFen: order.refundedFen,
    spentBy: order.pointsTakenBy,
    isLast: isWhole,
    now,
  });
  return {
    lines: back.lines,
    amountFen: back.amountFen,
    pointsBack: points.givenBack,
    pointsTakenBack: points.takenBack,
    isWhole,
  };
}

/**
 * Gives units of lines back, each at its share of the sale. The units are set aside with the money, in the transaction
 * that writes the refund: no unit comes back twice, and lines and free amounts together never exceed what was paid.
 */
export async function refundLines(
  call: WriteCall<'clerk'>,
  {
    orderId,
    lines,
    expectedFen,
    cause,
    reason,
  }: Choice & { expectedFen: Fen; cause: RefundCause; reason: string },
) {
  const { store, caller, now, requestId, atStore } = call;
  const seen = await store.orders.require(orderId, 'order_not_found');
  atStore(seen.storeId);
  if (seen.paymentId === null) throw refuse('order_not_paid');
  const refundId = refundIdFor(seen.paymentId, requestId);
  const review = await store.transact(async (transaction) => {
    const earlier = await transaction.refunds.get(refundId);
    const asked = earlier ? null : await transaction.counterReviews.get(refundReviewId(refundId));
    const known = earlier ?? asked;
    // Asked before: what it asks for may be back another way by now.
    if (known) {
      refuseOtherWish(known, { amountFen: expectedFen, lines });
      return asked;
    }
    const order = await transaction.orders.require(orderId, 'order_not_found');
    const back = backOf(order, await readLinesBack(transaction, order), lines);
    if (back.amountFen !== expectedFen) throw refuse('refund_changed');
    const { amountFen } = back;
    const act = { refundId, kind: 'refund_lines' as const, amountFen, lines, cause, reason };
    const review = await requestRefundReview(transaction, call, order, act);
    if (review) return review;
    const facts = { refundId, amountFen: expectedFen, cause, reason, by: payerKeyOf(caller), now };
    await recordLineRefund(transaction, call, order, lines, facts);
    return null;
  });
  if (review) return { refundedFen: fen(0), review: viewReview(review, call.staff._id, now) };
  await sendRefund({ store, pay: openPayClient(), settings: call.settings.orderRules, now }, refundId);
  const { amountFen } = await store.refunds.require(refundId, 'order_not_found');
  return { refundedFen: amountFen, review: null };
}
