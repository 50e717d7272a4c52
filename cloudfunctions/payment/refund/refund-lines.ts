import { refuse } from '../../../contracts/errors';
import type { LineUnits } from '../../../contracts/line-refund';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import { orderRules } from '../../kit/config/pay-settings';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { refundIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import { openPayClient } from '../../kit/wechat/pay-client';
import { previewRefundedPoints } from '../../points/orders/preview-refunded-points';
import { hasGiftsLeft, isGift, linesBack, type LinesBack, type UnitsBack } from './line-refund';
import { readLinesBack } from './read-lines-back';
import { payableOf, refundableFen } from '../quote/order';
import { payerKeyOf } from '../orders/read-own-order';
import { newRefund, refuseUnpaid, refuseUnrefundable } from './refund-order';
import { sendRefund } from './send-refund';

type Order = DocumentOf<'orders'>;

/** Refunds by line one order may have: the units of each are read again before the next. */
const MOST_LINE_REFUNDS = 100;

interface Choice {
  orderId: OrderId;
  lines: LineUnits[];
}

/**
 * What these units come to; the same for whoever asks and for what is done. Units that a coupon or points paid for alone come
 * back too, without money.
 */
function backOf(order: Order, before: readonly UnitsBack[], lines: readonly LineUnits[]): LinesBack {
  refuseUnpaid(order);
  if (order.undoneAt !== null) throw refuse('refund_units_back', 'undone');
  const back = linesBack(order, before, lines);
  if (back.amountFen > 0) refuseUnrefundable(order, back.amountFen);
  else if (!back.lines.some(isGift)) throw refuse('refund_nothing');
  return back;
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
  { orderId, lines, expectedFen, reason }: Choice & { expectedFen: Fen; reason: string },
) {
  const { store, caller, now, requestId, atStore } = call;
  const seen = await store.orders.require(orderId, 'order_not_found');
  atStore(seen.storeId);
  if (seen.paymentId === null) throw refuse('order_not_paid');
  const refundId = refundIdFor(seen.paymentId, requestId);
  await store.transact(async (transaction) => {
    if (await transaction.refunds.get(refundId)) return;
    const order = await transaction.orders.require(orderId, 'order_not_found');
    const back = backOf(order, await readLinesBack(transaction, order), lines);
    if (back.amountFen !== expectedFen) throw refuse('refund_changed');
    if (order.lineRefunds.length >= MOST_LINE_REFUNDS) throw refuse('refund_not_possible', 'lines');
    const facts = { refundId, amountFen: back.amountFen, reason, by: payerKeyOf(caller), now };
    await transaction.refunds.insert({
      ...newRefund(order, facts),
      lines: back.units,
      pointsShare: back.points,
    });
    await transaction.orders.update(orderId, {
      refundingFen: fen(order.refundingFen + back.amountFen),
      lineRefunds: [...order.lineRefunds, refundId],
    });
    await recordAudit(transaction, call, {
      action: 'payment.refundLines',
      subjectId: refundId,
      storeId: order.storeId,
      amountFen: back.amountFen,
      reason,
      before: { refundedFen: order.refundedFen, refundingFen: order.refundingFen },
      after: { refundedFen: order.refundedFen, refundingFen: order.refundingFen + back.amountFen },
      detail: { orderId, method: order.method },
    });
  });
  await sendRefund({ store, pay: openPayClient(), settings: orderRules(), now }, refundId);
  const { amountFen } = await store.refunds.require(refundId, 'order_not_found');
  return { refundedFen: amountFen };
}
