import type { OrderId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import { openPayClient } from '../../kit/wechat/pay-client';
import { viewOrder } from '../quote/order';
import { requireOwnOrder } from '../orders/read-order';
import { recordQueried } from './record-queried';
import { applyPayment } from './apply-payment';

/**
 * The page comes back from the pay sheet. Its word proves nothing, so WeChat is asked unless the notice was faster (a refused
 * question says nothing: it is asked again); then
 * the effects of the payment are applied at once, so that the result page shows them.
 * @throws TuankaError order_not_found, wechat_unavailable
 */
export async function confirmPayment(call: WriteCall, { orderId }: { orderId: OrderId }) {
  const { store, caller, now } = call;
  const order = await requireOwnOrder(store, caller, orderId);
  if (order.status === 'awaiting_payment' && !order.atCounter && order.paymentId !== null)
    await recordQueried({ store, pay: openPayClient(), now }, order.paymentId);
  const applied = await applyPayment(call, orderId);
  return { order: viewOrder(applied, now), claimId: applied.claimId, now };
}
