import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { paymentIdFor } from '../../kit/ids/derived-id';
import { unionIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { payableOf } from '../quote/order';
import { plainQuote } from '../quote/quote';
import { paidBy } from './record-success';
import { counterKeysOf, verifyPayer } from './verify-payer';

type Order = DocumentOf<'orders'>;

interface Taking {
  method: 'cash' | 'other';
  /** The clerk who took it, and what all who had a hand in it are known by. */
  by: { staffId: string; keys: readonly string[] };
}

/**
 * An order is paid at the counter, in the transaction of whoever decided it.
 * @throws TuankaError bill_own when the payer is one of those who handled it
 */
export async function takeCash(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: Order,
  { method, by }: Taking,
): Promise<void> {
  const { now } = call;
  const counterKeys = [...new Set([...(await counterKeysOf(transaction, order)), ...by.keys])];
  if (order.payer) await verifyPayer(transaction, payerOf(order.payer), counterKeys);
  const paymentId = await succeed(transaction, now, order, method, by.staffId);
  const agreed = order.agreed ?? plainQuote(order.items);
  const attempt = Math.max(order.attempt, 1);
  await transaction.orders.update(order._id, {
    agreed,
    attempt,
    counterKeys,
    ...paidBy({ ...order, agreed }, { _id: paymentId, method }, now),
  });
  await recordAudit(transaction, call, {
    action: 'payment.recordCounterPayment',
    subjectId: order._id,
    storeId: order.storeId,
    amountFen: agreed.payableFen,
    before: { status: order.status },
    after: { status: 'paid', method },
    detail: { openedBy: order.openedBy, takenBy: by.staffId, memberId: order.payer?.memberId ?? null },
  });
}

const payerOf = ({ key, unionId, memberId }: NonNullable<Order['payer']>) => ({
  memberId,
  keys: [key, ...(unionId === null ? [] : [unionIdKey(unionId)])],
});

/** The payer's own attempt succeeds; without one, an attempt of the clerk's. */
async function succeed(
  transaction: TransactionStore,
  now: Order['createdAt'],
  order: Order,
  method: 'cash' | 'other',
  recordedBy: string,
): Promise<DocumentOf<'payments'>['_id']> {
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
    wechatAt: null,
    surplus: false,
  });
  return _id;
}
