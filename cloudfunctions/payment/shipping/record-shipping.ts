import type { OrderId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ShippingRules } from '../../kit/config/settings';
import type { Store } from '../../kit/store/store';
import { advance, type ShippingChange, type ShippingNews } from './shipping';

/** Takes news into an order, whoever brings it; news that changes nothing writes nothing. */
export async function recordShipping(
  store: Store,
  orderId: OrderId,
  news: ShippingNews,
  rules: ShippingRules,
  now: Instant,
): Promise<ShippingChange | null> {
  return store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    const { shipping, shipAt, shipTroubleAt, paidAt } = order;
    if (shipping === null) return null;
    const change = advance({ shipping, shipAt, shipTroubleAt, paidAt }, news, rules, now);
    await transaction.orders.update(orderId, change);
    return change;
  });
}
