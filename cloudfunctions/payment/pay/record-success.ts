import { refuse } from '../../../contracts/errors';
import type { PaymentId } from '../../../contracts/primitives/ids';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import type { Instant } from '../../../contracts/primitives/time';
import { refundIdFor } from '../../kit/ids/derived-id';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { savedLines } from '../quote/order';
import { shippingDue } from '../shipping/shipping';
import { transactionProblem, type PaidTransaction } from './paid-transaction';
import { freshlyBooked } from '../refund/booked-refund';

type Order = DocumentOf<'orders'>;
type Payment = DocumentOf<'payments'>;

/** How a report that a payment succeeded was taken. `surplus`: the order no longer takes it, so it is given back whole. */
export type Success =
  | { outcome: 'recorded' | 'repeated' | 'surplus'; orderId: Order['_id'] }
  | { outcome: 'unknown' }
  | { outcome: 'refused'; problem: string };

/**
 * The durable minimum of a payment, in one transaction of six calls: the payment succeeded, the order is paid, its effects
 * are due. Everything else (coupon, first payment, hooks) is apply-payment.ts, run by whoever comes next: the client's own
 * confirmation or the sweep. Told twice, it changes nothing.
 */
export async function recordSuccess(
  store: Store,
  paymentId: PaymentId,
  paid: PaidTransaction,
  now: Instant,
): Promise<Success> {
  return store.transact(async (transaction): Promise<Success> => {
    const payment = await transaction.payments.get(paymentId);
    if (!payment) return { outcome: 'unknown' };
    const problem = transactionProblem(payment, paid);
    if (problem) return { outcome: 'refused', problem };
    if (payment.status === 'succeeded') return { outcome: 'repeated', orderId: payment.orderId };

    const order = await transaction.orders.require(payment.orderId, 'order_not_found');
    const told = {
      status: 'succeeded' as const,
      transactionId: paid.transactionId,
      succeededAt: now,
      wechatAt: paid.paidAt ?? now,
    };
    if (!takes(order, payment)) {
      await transaction.payments.update(paymentId, { ...told, surplus: true });
      await transaction.refunds.insert(surplusRefund(payment, now));
      await transaction.orders.update(order._id, withSurplus(order, payment, now));
      return { outcome: 'surplus', orderId: order._id };
    }
    await transaction.payments.update(paymentId, told);
    await transaction.orders.update(order._id, paidBy(order, payment, now));
    return { outcome: 'recorded', orderId: order._id };
  });
}

const takes = (order: Order, payment: Payment): boolean =>
  order.status === 'awaiting_payment' && order.paymentId === payment._id;

/** What changes on an order that is paid by this payment. The sweep looks at it at once. */
export const paidBy = (order: Order, payment: Pick<Payment, '_id' | 'method'>, now: Instant) => ({
  status: 'paid' as const,
  method: payment.method,
  paymentId: payment._id,
  paidAt: now,
  checkAt: order.payer ? now : null,
  receipts: [...order.receipts, ...(order.agreed ? savedLines(order.agreed, now) : [])],
  ...shippingOf(order, payment, now),
});

/** Money paid in WeChat stays frozen until WeChat is told how the goods reach the payer. */
const shippingOf = ({ payer }: Order, { method }: Pick<Payment, 'method'>, now: Instant) =>
  method === 'wechat' && payer ? shippingDue(payer.openId, now) : {};

/** The payer sees that the money came and goes back; it is nobody's but theirs. */
const withSurplus = (order: Order, { amountFen }: Payment, now: Instant) => ({
  surplusFen: fen(order.surplusFen + amountFen),
  receipts: [
    ...order.receipts,
    { kind: 'refund' as const, text: `多付的 ${yuanText(amountFen)} 元正在原路退回`, at: now },
  ],
});

function surplusRefund(payment: Payment, now: Instant): DocumentOf<'refunds'> {
  if (payment.method !== 'wechat') throw refuse('internal', 'only WeChat pays by itself');
  return {
    _id: refundIdFor(payment._id, 'surplus'),
    orderId: payment.orderId,
    paymentId: payment._id,
    kind: 'surplus',
    amountFen: payment.amountFen,
    totalFen: payment.amountFen,
    method: payment.method,
    cause: 'other',
    reason: `订单已结束，退回多付的 ${yuanText(payment.amountFen)} 元`,
    requestedBy: null,
    ...freshlyBooked(now),
  };
}
