import type { OrderId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { WechatError, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { requireOwnOrder } from '../orders/read-order';
import { viewOrder } from '../quote/order';
import { recordShipping } from './record-shipping';

/**
 * The page comes back from WeChat's sheet. What it says proves nothing: WeChat is asked, and what it knows is taken in, as an
 * event of it would be.
 * @throws TuankaError order_not_found; WechatUnreachable
 */
export async function confirmReceived(call: WriteCall, { orderId }: { orderId: OrderId }) {
  const { store, caller, wechat, now } = call;
  const order = await requireOwnOrder(store, caller, orderId);
  const { shipping, paymentId } = order;
  if (shipping?.state !== 'shipped' || paymentId === null) return { order: viewOrder(order, now) };
  const payment = await store.payments.require(paymentId, 'internal');
  const state = await wechat.shipping.read(payment.transactionId ?? '').catch((error: unknown): never => {
    throw error instanceof WechatError ? new WechatUnreachable(error.message, { cause: error }) : error;
  });
  const rules = call.settings.shippingRules;
  if (state === 'confirmed')
    await recordShipping(store, orderId, { kind: 'received', at: now, by: 'person' }, rules, now);
  if (state === 'complete')
    await recordShipping(
      store,
      orderId,
      { kind: 'settled', at: now, receivedAt: null, by: null },
      rules,
      now,
    );
  return { order: viewOrder(await store.orders.require(orderId, 'order_not_found'), now) };
}
