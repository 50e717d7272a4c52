import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import { findMember, keysOf } from '../../kit/person/find-member';
import type { WriteCall } from '../../kit/host/call';
import { orderStateOf, payableOf, viewOrder } from '../quote/order';
import { payerKeyOf } from '../orders/read-order';
import { applyPayment } from './apply-payment';
import { counterKeysOf, recorderOf, verifyPayer } from './verify-payer';

/** How long after a counter payment its code may still be scanned. */
const ATTACH_WITHIN_MS = DAY_MS;

/**
 * A bill paid in cash before anybody scanned it becomes the caller's, once, with all a payment does.
 * @throws TuankaError bill_own for whoever opened it or took its money, as a person; order_taken, order_expired, order_not_paid, refund_not_possible
 */
export async function attachOrder(call: WriteCall, { orderId }: { orderId: OrderId }) {
  const { store, caller, now, requestId } = call;
  const { memberId } = await findMember(store, caller);
  const key = payerKeyOf(caller);
  await store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    if (order.payer?.key === key) return;
    if (order.payer) throw refuse('order_taken');
    if (order.status !== 'paid' || order.paidAt === null) throw refuse('order_not_paid');
    if (orderStateOf(order, now) === 'refunded') throw refuse('order_closed');
    if (now >= addMs(order.paidAt, ATTACH_WITHIN_MS)) throw refuse('order_expired');
    const counterKeys = await counterKeysOf(transaction, order);
    await verifyPayer(transaction, { memberId, keys: keysOf(caller) }, counterKeys);
    await recordAudit(
      transaction,
      { staff: 'shopper', now, requestId },
      {
        action: 'payment.attach',
        subjectId: orderId,
        storeId: order.storeId,
        amountFen: payableOf(order),
        detail: { memberId, recordedBy: await recorderOf(transaction, order) },
      },
    );
    await transaction.orders.update(orderId, {
      payer: { key, ...caller, memberId },
      payerKey: key,
      checkAt: now,
    });
  });
  const order = await applyPayment(call, orderId);
  return { order: viewOrder(order, now), claimId: order.claimId };
}
