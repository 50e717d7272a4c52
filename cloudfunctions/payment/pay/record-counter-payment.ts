import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/identity/find-member';
import { unionIdKey } from '../../kit/store/document-ids';
import { paymentIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { payableOf, viewStoreOrder } from '../quote/order';
import { plainQuote } from '../quote/quote';
import { payerKeyOf } from '../orders/read-own-order';
import { paidBy } from './record-success';
import { settleOrder } from './settle-order';
import { counterKeysOf, verifyPayer } from './verify-payer';

type Order = DocumentOf<'orders'>;

/**
 * The clerk took the money: what the payer agreed to pay at the counter, or the whole bill when nobody scanned it.
 * @throws TuankaError bill_own when the payer is whoever opened it or takes the money; order_expired, order_closed, order_already_paid, payment_in_progress
 */
export async function recordCounterPayment(
  call: WriteCall<'clerk'>,
  { orderId, method }: { orderId: OrderId; method: 'cash' | 'other' },
) {
  const { store, now, atStore } = call;
  await store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    atStore(order.storeId);
    if (order.status === 'paid' && order.method === method) return;
    refuseUnpayable(order, call);
    const counterKeys = [...new Set([...(await counterKeysOf(transaction, order)), ...keysOf(call.caller)])];
    if (order.payer) await verifyPayer(transaction, payerOf(order.payer), counterKeys);
    const paymentId = await succeed(transaction, call, order, method);
    const agreed = order.agreed ?? plainQuote(order.items);
    const attempt = Math.max(order.attempt, 1);
    await transaction.orders.update(orderId, {
      agreed,
      attempt,
      counterKeys,
      ...paidBy({ ...order, agreed }, { _id: paymentId, method }, now),
    });
    await recordAudit(transaction, call, {
      action: 'payment.recordCounterPayment',
      subjectId: orderId,
      storeId: order.storeId,
      amountFen: agreed.payableFen,
      before: { status: order.status },
      after: { status: 'paid', method },
      detail: { openedBy: order.openedBy, memberId: order.payer?.memberId ?? null },
    });
  });
  const order = await settleOrder(call, orderId);
  return { order: viewStoreOrder(order, [], now) };
}

const payerOf = ({ key, unionId, memberId }: NonNullable<Order['payer']>) => ({
  memberId,
  keys: [key, ...(unionId === null ? [] : [unionIdKey(unionId)])],
});

function refuseUnpayable(order: Order, { now }: WriteCall<'clerk'>): void {
  if (order.status === 'paid') throw refuse('order_already_paid');
  if (order.status === 'cancelled') throw refuse('order_closed');
  if (order.status === 'awaiting_payment' && !order.atCounter) throw refuse('payment_in_progress');
  if (now >= order.expiresAt) throw refuse('order_expired');
}

/** The payer's own attempt succeeds; without one, an attempt of the clerk's. */
async function succeed(
  transaction: TransactionStore,
  { caller, now }: WriteCall<'clerk'>,
  order: Order,
  method: 'cash' | 'other',
): Promise<DocumentOf<'payments'>['_id']> {
  const recordedBy = payerKeyOf(caller);
  if (order.paymentId !== null) {
    await transaction.payments.update(order.paymentId, {
      method,
      status: 'succeeded',
      succeededAt: now,
      recordedBy,
    });
    return order.paymentId;
  }
  const _id = paymentIdFor(order._id, 1);
  await transaction.payments.insert({
    _id,
    orderId: order._id,
    method,
    appId: null,
    mchId: null,
    amountFen: payableOf(order),
    choice: 'clerk',
    status: 'succeeded',
    prepayId: null,
    transactionId: null,
    recordedBy,
    createdAt: now,
    succeededAt: now,
    surplus: false,
  });
  return _id;
}
