import type { ReadStore } from '../kit/store/store';
import type { Instant } from '../../contracts/primitives/time';
import { moreThan, oneOf } from '../kit/store/condition';

/**
 * Whether any of these payers has an order that is not over: one they began and may still pay, unpaid, unsettled, or with
 * money on its way back.
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
    const isOpen = page.items.some(
      ({ status, settled, refundingFen }) =>
        status === 'open' ||
        status === 'awaiting_payment' ||
        (status === 'paid' && !settled) ||
        refundingFen > 0,
    );
    if (isOpen) return true;
    cursor = page.nextCursor;
  } while (cursor !== null);
  return false;
}
