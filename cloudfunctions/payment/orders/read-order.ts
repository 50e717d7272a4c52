import { refuse } from '../../../contracts/errors';
import { fulfillmentCode } from '../../../contracts/primitives/codes/fulfillment-code';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { Caller } from '../../kit/host/caller';
import type { ReadCall } from '../../kit/host/call';
import { fulfillmentProof } from '../../kit/ids/fulfillment-proof';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { viewLines } from '../refund/line-refund';
import { readLinesBack } from '../refund/read-lines-back';
import { isAllBack, viewOrder } from '../quote/order';
import { fulfillmentOf } from '../shipping/shipping';

/** The caller as payer: the key under which orders, first payments and claims know them. */
export const payerKeyOf = ({ appId, openId }: Caller): string => openIdKey(appId, openId);

/** @throws TuankaError order_not_found, also for another payer's order */
export async function requireOwnOrder(
  store: Pick<ReadStore, 'orders'>,
  caller: Caller,
  orderId: OrderId,
): Promise<DocumentOf<'orders'>> {
  const order = await store.orders.require(orderId, 'order_not_found');
  if (order.payer?.key !== payerKeyOf(caller)) throw refuse('order_not_found', orderId);
  return order;
}

/** The caller's own order with its receipts. */
export async function readOrder(call: ReadCall, { orderId }: { orderId: OrderId }) {
  const { store, caller, now } = call;
  const order = await requireOwnOrder(store, caller, orderId);
  const [back, pickUp] = await Promise.all([readLinesBack(store, order), pickUpOf(call, order)]);
  const lines = viewLines(order, back);
  return { order: viewOrder(order, now), lines, claimId: order.claimId, pickUp, now };
}

/** What the payer shows where the goods wait; null: nothing waits. WeChat's sheet takes only what WeChat knows to be shipped. */
async function pickUpOf({ store, settings }: ReadCall, order: DocumentOf<'orders'>) {
  if (fulfillmentOf({ ...order, isBack: isAllBack(order) })?.isDone !== false) return null;
  const code = fulfillmentCode(order._id, fulfillmentProof(settings.memberCodeKey, order._id));
  const isShipped = order.shipping?.state === 'shipped' && order.paymentId !== null;
  const payment = isShipped && order.paymentId !== null ? await store.payments.get(order.paymentId) : null;
  return { code, transactionId: payment?.transactionId ?? null };
}
