import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { openPayClient } from '../../kit/wechat/pay-client';
import { viewStoreOrder } from '../quote/order';
import { endOrder } from '../pay/cancel-order';

/**
 * 作废: any clerk of the store ends a bill that nobody paid.
 * @throws TuankaError order_not_found, order_already_paid, payment_in_progress
 */
export async function endBill(call: WriteCall<'clerk'>, { orderId }: { orderId: OrderId }) {
  const { store, staff, now, requestId } = call;
  const order = await store.orders.require(orderId, 'order_not_found');
  call.atStore(order.storeId);
  const ended = await endOrder({ store, pay: openPayClient(), now, requestId }, order, staff);
  if (ended.status === 'paid') throw refuse('order_already_paid');
  return { order: viewStoreOrder(ended, [], now) };
}
