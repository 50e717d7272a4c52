import type { ReadStore } from '../../kit/store/store';
import type { Instant } from '../../../contracts/primitives/time';
import { fen } from '../../../contracts/primitives/fen';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan, oneOf, type Condition } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { readRefunds } from '../quote/read-bill';
import { isOpenRefund } from '../refund/booked-refund';

type Order = DocumentOf<'orders'>;

const ZERO = fen(0);

/**
 * Whether any of these payers has an order that is not over: one they began and may still pay, unpaid, unapplied, or with
 * money on its way back. What waits for the operator does not count: it may take for ever, and reaches the payer without
 * their account.
 */
export async function hasOpenOrder(
  store: ReadStore,
  payerKeys: readonly string[],
  now: Instant,
): Promise<boolean> {
  if (payerKeys.length === 0) return false;
  const begun = await store.orders.find({
    where: { openedBy: oneOf(payerKeys), origin: 'shopper', status: 'open', expiresAt: moreThan(now) },
    orderBy: 'expiresAt',
    limit: 1,
  });
  if (begun.items.length > 0) return true;
  const own = { payerKey: oneOf<string | null>(payerKeys) };
  const first = { orderBy: 'createdAt', direction: 'desc', limit: 1 } as const;
  const [unpaid, unapplied] = await Promise.all([
    store.orders.find({
      ...first,
      where: { ...own, status: oneOf<Order['status']>(['open', 'awaiting_payment']) },
    }),
    store.orders.find({ ...first, where: { ...own, status: 'paid', applied: false } }),
  ]);
  if (unpaid.items.length > 0 || unapplied.items.length > 0) return true;
  return hasMoneyOnItsWayBack(store, own);
}
/** Looks at the few orders that money may be due back on, not at all there ever were. */
async function hasMoneyOnItsWayBack(
  store: ReadStore,
  own: { payerKey: Condition<string | null> },
): Promise<boolean> {
  const page = { orderBy: 'createdAt', direction: 'desc', limit: 200 } as const;
  const [refunding, surplus] = await Promise.all([
    allPages((cursor) =>
      store.orders.find({ ...page, where: { ...own, refundingFen: moreThan(ZERO) }, cursor }),
    ),
    allPages((cursor) =>
      store.orders.find({ ...page, where: { ...own, surplusFen: moreThan(ZERO) }, cursor }),
    ),
  ]);
  for (const order of [...refunding, ...surplus]) if (await isOnItsWayBack(store, order)) return true;
  return false;
}

async function isOnItsWayBack(store: ReadStore, order: Order): Promise<boolean> {
  if (order.refundingFen === 0 && order.surplusBackFen >= order.surplusFen) return false;
  const refunds = await readRefunds(store, order._id);
  return refunds.some(({ status, attentionAt }) => isOpenRefund(status) && attentionAt === null);
}
