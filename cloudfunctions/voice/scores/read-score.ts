import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { Caller } from '../../kit/host/caller';
import type { ReadCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { ReadStore } from '../../kit/store/store';

/** @throws TuankaError order_not_found, also for another payer’s order */
export async function readPaidOrder(
  store: Pick<ReadStore, 'orders'>,
  { appId, openId }: Caller,
  orderId: OrderId,
) {
  const { payer, status, storeId } = await store.orders.require(orderId, 'order_not_found');
  if (payer?.key !== openIdKey(appId, openId)) throw refuse('order_not_found', orderId);
  return { isPaid: status === 'paid', isMember: payer.memberId !== null, storeId };
}

/** What the caller said of an order of theirs, and whether they may say it. */
export async function readScore({ store, caller }: ReadCall, { orderId }: { orderId: OrderId }) {
  const [{ isPaid, isMember }, known] = await Promise.all([
    readPaidOrder(store, caller, orderId),
    store.orderScores.get(orderId),
  ]);
  return { score: known?.score ?? null, open: known === null && isPaid && isMember };
}
