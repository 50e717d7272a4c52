import type { OrderFilter } from '../../../contracts/payment/payment';
import type { StoreId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { viewOrder, viewStoreOrder } from '../quote/order';
import { payerKeyOf } from './read-order';
import { latestFirst } from '../../kit/store/query/latest-first';

const PAGE = 20;

type Status = DocumentOf<'orders'>['status'];

const statuses: Readonly<Record<Exclude<OrderFilter, 'all'>, readonly Status[]>> = {
  waiting: ['open', 'awaiting_payment'],
  paid: ['paid'],
  cancelled: ['cancelled'],
};

/** The caller's orders, all or those that stand so, newest first. */
export async function listOrders(
  { store, caller, now }: ReadCall,
  { state, cursor }: { state: OrderFilter; cursor: string | null },
) {
  const payerKey = payerKeyOf(caller);
  const { items, nextCursor } = await store.orders.find({
    where: state === 'all' ? { payerKey } : { payerKey, status: oneOf(statuses[state]) },
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
  const { items, nextCursor } = await store.orders.find(latestFirst('createdAt', cursor, { storeId }));
  return { orders: items.map((order) => viewStoreOrder(order, [], now)), nextCursor, now };
}
