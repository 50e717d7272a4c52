import type { Instant } from '../../../contracts/primitives/time';
import type { Store, TransactionStore } from '../../kit/store/store';
import { OpenBooks, withinKey } from '../book/open-books';
import { orderKey } from '../rules/earning/order-postings';
import { entryId } from '../rules/ledger';
import { causeOf, GIVEN_BACK } from './refund-order-points';

/** `pointsTakenBy`: the confirmation that took its points. */
interface Order {
  _id: string;
  pointsTakenBy: string | null;
}

/**
 * Whether the points of this order were taken from three, who were one, two merges deep. Asked in the refund's transaction, which has
 * read all of it where the answer is yes.
 */
export async function awaitsSharedPoints(
  transaction: TransactionStore,
  { pointsTakenBy }: Pick<Order, 'pointsTakenBy'>,
): Promise<boolean> {
  if (pointsTakenBy === null) return false;
  const spent = await transaction.pointsEntries.get(entryId('spend', orderKey(pointsTakenBy)));
  const account = spent && (await transaction.pointsAccounts.get(spent.memberId));
  if (!spent || (account && !account.parted && account.mergedInto === null)) return false;
  return ((await transaction.pointsParts.get(spent._id))?.within ?? null) !== null;
}

/**
 * What refunds of the order give back to the third of them, each in a transaction of its own: with the others' accounts it would be
 * more than one may hold (decision 0031). Without effect where it was given, or nothing is shared so.
 */
export async function followSharedPoints(
  { store, now }: { store: Pick<Store, 'transact'>; now: Instant },
  { _id, pointsTakenBy }: Order,
): Promise<void> {
  if (pointsTakenBy === null) return;
  const spentId = entryId('spend', orderKey(pointsTakenBy));
  for (let turn = 0, isMore = true; isMore; turn += 1)
    isMore = await store.transact(async (transaction) => {
      const part = await transaction.pointsParts.get(spentId);
      const refunds = part?.within ? ((await transaction.orderPoints.get(_id))?.refunds ?? []) : [];
      const refund = refunds[turn];
      const spent = refund && (await transaction.pointsEntries.get(spentId));
      if (!part || !refund || !spent) return false;
      if (refund.toFollow === 0) return true;
      const cause = { ...causeOf(refund.refundId), reason: GIVEN_BACK };
      if (await transaction.pointsEntries.get(entryId('refund_back', withinKey(cause.key)))) return true;
      const before = refunds.slice(0, turn).reduce((sum, { givenBack }) => sum + givenBack, 0);
      const books = new OpenBooks(transaction, now);
      await books.giveWithin(spent, part, { before, amount: refund.givenBack }, cause);
      await books.save();
      return true;
    });
}
