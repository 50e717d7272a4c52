import { refuse } from '../../../contracts/errors';
import type { RefundId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { openPayClient } from '../../kit/wechat/pay-client';
import { areUnitsTaken, type UnitsBack } from './line-refund';
import { refundableFen } from '../quote/order';
import { readLinesBack } from './read-lines-back';
import { isOpenRefund } from './booked-refund';
import { query, sendRefund } from './send-refund';
import { bookInTransaction } from './book-refund';
import { followRefund, type FollowedRefund } from '../claim/follow-refund';
import { applyPayment } from '../pay/apply-payment';

type Refund = DocumentOf<'refunds'>;
type Order = DocumentOf<'orders'>;

/**
 * The operator dealt with a refund outside WeChat Pay, or found that nothing is left to do; the note says how. WeChat is asked
 * first, so that money it has returned after all is not counted a second time.
 * @throws TuankaError refund_not_found, refund_over, refund_on_its_way
 */
export async function handleRefund(
  call: WriteCall<'operator'>,
  { refundId, note }: { refundId: RefundId; note: string },
) {
  const { store, now } = call;
  const seen = await store.refunds.require(refundId, 'refund_not_found');
  if (seen.attentionAt === null && seen.handled === null) throw refuse('refund_over', refundId);
  if (await isReturned(call, seen)) return { outcome: 'returned' as const };
  if (seen.kind === 'order') await applyPayment({ store, now }, seen.orderId);
  const follows = await store.transact((transaction) => handle(transaction, call, refundId, note));
  if (follows) await followRefund({ store, now }, seen.orderId, follows);
  return { outcome: 'handled' as const };
}

async function isReturned(call: WriteCall<'operator'>, refund: Refund): Promise<boolean> {
  const { store, now } = call;
  if (!isOpenRefund(refund.status) || refund.submits === 0) return false;
  const pay = openPayClient();
  const known = await query({ pay }, refund);
  if (known === 'unknown' || known.told !== 'status') return false;
  if (known.status === 'PROCESSING') throw refuse('refund_on_its_way', refund._id);
  if (known.status !== 'SUCCESS') return false;
  await sendRefund({ store, pay, settings: call.settings.orderRules, now }, refund._id);
  return true;
}

/** @returns what the order gave to others and is still to be taken back */
async function handle(
  transaction: TransactionStore,
  call: WriteCall<'operator'>,
  refundId: RefundId,
  note: string,
): Promise<FollowedRefund | null> {
  const { now, staff } = call;
  const refund = await transaction.refunds.require(refundId, 'refund_not_found');
  if (refund.attentionAt === null) return null;
  const order = await transaction.orders.require(refund.orderId, 'order_not_found');
  const back = refund.status === 'closed' ? await readLinesBack(transaction, order) : [];
  const counts = isStillDue(order, refund, back);
  await recordAudit(transaction, call, {
    action: 'payment.handleRefund',
    subjectId: refundId,
    reason: note,
    storeId: order.storeId,
    amountFen: refund.amountFen,
    detail: { was: refund.status, counts },
    before: { status: refund.status },
    after: { status: counts ? 'handled' : 'closed' },
  });
  if (counts) {
    const by = { settings: call.settings.orderRules, now, staffId: staff._id };
    const { next } = await bookInTransaction(transaction, by, refundId, 'handled', note);
    return next === 'apply' ? null : next;
  }
  // Already back, by WeChat or by another refund: it is only taken note of.
  await transaction.refunds.update(refundId, {
    ...(refund.status === 'succeeded' ? {} : { status: 'closed' as const, endedAt: now, checkAt: null }),
    attentionAt: null,
    handled: { note, staffId: staff._id, at: now },
  });
  return null;
}

/** Whether the payer was still owed this money. */
function isStillDue(
  order: Order,
  { kind, status, amountFen, lines }: Refund,
  back: readonly UnitsBack[],
): boolean {
  if (status === 'succeeded') return false;
  if (kind === 'surplus') return order.surplusBackFen + amountFen <= order.surplusFen;
  if (isOpenRefund(status)) return true;
  return amountFen <= refundableFen(order) && !(lines && areUnitsTaken(lines, back));
}
