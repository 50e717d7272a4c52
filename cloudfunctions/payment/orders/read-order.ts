import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import type { Caller } from '../../kit/host/caller';
import type { ReadCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { viewLines } from '../refund/line-refund';
import { readLinesBack } from '../refund/read-lines-back';
import { viewOrder } from '../quote/order';

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
export async function readOrder({ store, caller, now }: ReadCall, { orderId }: { orderId: OrderId }) {
  const order = await requireOwnOrder(store, caller, orderId);
  const lines = viewLines(order, await readLinesBack(store, order));
  return { order: viewOrder(order, now), lines, claimId: order.claimId, now };
}
