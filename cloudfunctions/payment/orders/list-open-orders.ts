import type { ReadStore } from '../../kit/store/store';
import type { Instant } from '../../../contracts/primitives/time';
import { moreThan, oneOf } from '../../kit/store/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { readRefunds } from '../quote/read-bill';
import { isOpenRefund } from '../refund/booked-refund';

type Order = DocumentOf<'orders'>;

/**
 * Whether any of these payers has an order that is not over: one they began and may still pay, unpaid, unsettled, or with
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
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<ReadStore['orders']['find']>> = await store.orders.find({
      where: { payerKey: oneOf(payerKeys) },
      orderBy: 'createdAt',
      direction: 'desc',
      limit: 200,
      cursor,
    });
    for (const order of page.items) if (isOpen(order) || (await isOnItsWayBack(store, order))) return true;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return false;
}

const isOpen = ({ status, settled }: Order): boolean =>
  status === 'open' || status === 'awaiting_payment' || (status === 'paid' && !settled);

async function isOnItsWayBack(store: ReadStore, order: Order): Promise<boolean> {
  if (order.refundingFen === 0 && order.surplusBackFen >= order.surplusFen) return false;
  const refunds = await readRefunds(store, order._id);
  return refunds.some(({ status, attentionAt }) => isOpenRefund(status) && attentionAt === null);
}
