import type { StoreId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { viewOrder, viewStoreOrder } from '../quote/order';
import { payerKeyOf } from './read-order';

const PAGE = 20;

/** The caller's orders, newest first. */
export async function listOrders({ store, caller, now }: ReadCall, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.orders.find({
    where: { payerKey: payerKeyOf(caller) },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { orders: items.map((order) => viewOrder(order, now)), nextCursor, now };
}

/** A store's orders, newest first; their refunds are read with the single order. */
export async function listStoreOrders(
  { store, now }: ReadCall<'clerk'>,
  { storeId, cursor }: { storeId: StoreId; cursor: string | null },
) {
  const { items, nextCursor } = await store.orders.find({
    where: { storeId },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { orders: items.map((order) => viewStoreOrder(order, [], now)), nextCursor, now };
}
