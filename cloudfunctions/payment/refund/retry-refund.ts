import { refuse } from '../../../contracts/errors';
import { fen } from '../../../contracts/primitives/fen';
import type { RefundId } from '../../../contracts/primitives/ids';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { openPayClient } from '../../kit/wechat/pay-client';
import { areUnitsTaken } from './line-refund';
import { refundableFen } from '../quote/order';
import { readLinesBack } from './read-lines-back';
import { CLOSED_BY_WECHAT, isOpenRefund } from './booked-refund';
import { sendRefund } from './send-refund';
import { successorOf } from './book-refund';

type Refund = DocumentOf<'refunds'>;

/**
 * Sends a troubled refund again, now: under its own number, or under the next where WeChat has closed that one. A repeat finds
 * it on its way already. @throws TuankaError refund_not_found, refund_too_much, refund_units_back
 */
export async function retryRefund(call: WriteCall<'operator'>, { refundId }: { refundId: RefundId }) {
  const { store, now } = call;
  const next = await store.transact((transaction) => sendAgain(transaction, call, refundId));
  if (next !== null)
    await sendRefund({ store, pay: openPayClient(), settings: call.settings.orderRules, now }, next);
  // Read after, not before: another tap may have sent it between.
  const refund = await store.refunds.require(next ?? refundId, 'refund_not_found');
  return { isAccepted: refund.attentionAt === null };
}

/** The number to send; null: there is nothing to send any more. */
async function sendAgain(
  transaction: TransactionStore,
  call: WriteCall<'operator'>,
  refundId: RefundId,
): Promise<RefundId | null> {
  const { now } = call;
  const refund = await transaction.refunds.require(refundId, 'refund_not_found');
  if (refund.attentionAt === null || refund.status === 'succeeded') return null;
  const told = {
    action: 'payment.retryRefund',
    subjectId: refundId,
    amountFen: refund.amountFen,
    detail: { note: refund.note ?? '' },
    before: { status: refund.status },
  };
  // The same request again sends the same number again; it is told once.
  if (!(await transaction.auditEntries.get(auditIdFor(call.requestId, told))))
    await recordAudit(transaction, call, told);
  if (isOpenRefund(refund.status)) {
    await transaction.refunds.update(refundId, { failures: 0, checkAt: now });
    return refundId;
  }
  if (refund.note !== CLOSED_BY_WECHAT) {
    await setAside(transaction, refund, refundId);
    await transaction.refunds.update(refundId, {
      status: 'pending',
      endedAt: null,
      failures: 0,
      checkAt: now,
    });
    return refundId;
  }
  const next = { ...successorOf(refund, now), note: null, attentionAt: null, failures: 0, checkAt: now };
  await setAside(transaction, refund, next._id);
  await transaction.refunds.insert(next);
  await transaction.refunds.update(refundId, { attentionAt: null });
  return next._id;
}

/**
 * Takes what a closed refund had freed, amount and units, for the number it goes under now.
 * @throws TuankaError refund_too_much, refund_units_back when it went another way meanwhile
 */
async function setAside(
  transaction: TransactionStore,
  { orderId, amountFen, lines }: Refund,
  number: RefundId,
): Promise<void> {
  const order = await transaction.orders.require(orderId, 'order_not_found');
  if (amountFen > refundableFen(order)) throw refuse('refund_too_much');
  const { lineRefunds } = order;
  if (lines && areUnitsTaken(lines, await readLinesBack(transaction, order)))
    throw refuse('refund_units_back');
  await transaction.orders.update(orderId, {
    refundingFen: fen(order.refundingFen + amountFen),
    lineRefunds: lines && !lineRefunds.includes(number) ? [...lineRefunds, number] : lineRefunds,
  });
}
