import { instant, type Instant } from '../../contracts/primitives/time';
import type { ReadCall } from '../kit/host/call';
import { moreThan } from '../kit/store/query/condition';
import { payableOf } from '../payment/quote/order';
import { shippingTrouble } from './shipping-trouble';

const PAGE = 20;

/** 货款与发货: whose money stays with WeChat until somebody ships by hand, the longest waiting first. */
export async function listHeldOrders(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.orders.find({
    where: { shipTroubleAt: moreThan<Instant | null>(instant(0)) },
    orderBy: 'shipTroubleAt',
    limit: PAGE,
    cursor,
  });
  const orders = items.map((order) => ({
    orderId: order._id,
    storeName: order.storeName,
    amountFen: payableOf(order),
    paidAt: order.paidAt,
    trouble: shippingTrouble(order.shipping?.problem ?? null),
    isTried: order.shipping?.state === 'due',
    since: order.shipTroubleAt ?? order.createdAt,
  }));
  return { orders, nextCursor, now };
}
