import { refuse } from '../../../contracts/errors';
import type { ReceiptLine } from '../../../contracts/payment/payment';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { releaseCoupon } from '../../coupon/order/release-coupon';
import { recordAudit, type Acting } from '../../kit/audit/record-audit';
import { verifyAtStore } from '../../kit/staff/verify-at-store';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { openPayClient } from '../../kit/wechat/pay-client';
import { releaseOrderPoints } from '../../points/orders/spend-for-order';
import { closePayment, type Closing } from './close-payment';
import { viewOrder } from '../quote/order';
import { payerKeyOf } from '../orders/read-order';

type Order = DocumentOf<'orders'>;

/** Who ends it, with the request that does. */
type Ending = Closing & Pick<WriteCall, 'requestId'>;

/** The payer, or whoever opened it, gives the order up. @throws TuankaError order_not_found, not_allowed, not_your_store, order_already_paid */
export async function cancelOrder(call: WriteCall, { orderId }: { orderId: OrderId }) {
  const { store, caller, now } = call;
  const order = await store.orders.require(orderId, 'order_not_found');
  const key = payerKeyOf(caller);
  if (order.payer?.key !== key) {
    if (order.openedBy !== key) throw refuse('order_not_found', orderId);
    if (order.origin === 'clerk') await verifyAtStore(store, key, order.storeId);
  }
  const ended = await endOrder(
    { store, pay: openPayClient(), now, requestId: call.requestId },
    order,
    'shopper',
  );
  if (ended.status === 'paid') throw refuse('order_already_paid');
  return { order: viewOrder(ended, now) };
}

/**
 * Ends an unpaid order: first its payment, at WeChat, then the order, whose coupon is free again. An order that turns
 * out paid is left as it is.
 * @throws WechatUnreachable, PayRefused
 */
export async function endOrder(call: Ending, order: Order, by: Acting['staff']): Promise<Order> {
  const { store } = call;
  if (order.status === 'paid' || order.status === 'cancelled') return order;
  const payment = order.paymentId === null ? null : await store.payments.get(order.paymentId);
  if (payment && (await closePayment(call, payment)) === 'paid')
    return store.orders.require(order._id, 'order_not_found');
  await releaseOrder(call, order, by);
  return store.orders.require(order._id, 'order_not_found');
}

/** Gives back the points an order took when it was confirmed; nothing when it took none. */
async function releasePoints(
  transaction: TransactionStore,
  { _id, pointsTakenBy }: Order,
  now: Instant,
): Promise<ReceiptLine[]> {
  if (pointsTakenBy === null) return [];
  const { points } = await releaseOrderPoints(transaction, { orderId: _id, occasion: pointsTakenBy, now });
  return [{ kind: 'restored', text: `没有付款，抵扣的 ${points} 积分已退回`, at: now }];
}

/** Only the attempt that was closed is given up: an order that went on meanwhile stays. */
async function releaseOrder(
  { store, now, requestId }: Ending,
  seen: Order,
  by: Acting['staff'],
): Promise<void> {
  await store.transact(async (transaction) => {
    const order = await transaction.orders.require(seen._id, 'order_not_found');
    if (order.status === 'paid' || order.status === 'cancelled' || order.attempt !== seen.attempt) return;
    const couponId = order.agreed?.couponId;
    if (couponId) await releaseCoupon(transaction, { couponId, orderId: order._id, now });
    await transaction.orders.update(order._id, {
      status: 'cancelled',
      checkAt: null,
      pointsTakenBy: null,
      receipts: [...order.receipts, ...(await releasePoints(transaction, order, now))],
    });
    if (order.origin === 'shopper' && typeof by === 'string') return;
    const acting = { staff: by, now, requestId };
    await recordAudit(transaction, acting, {
      action: 'payment.endBill',
      subjectId: order._id,
      storeId: order.storeId,
      amountFen: order.amountFen,
      detail: { openedBy: order.openedBy },
      before: { status: order.status },
      after: { status: 'cancelled' },
    });
  });
}
