import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import { points, type Points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import { loadBook, saveBook } from '../book/load-book';
import { OpenBooks } from '../book/open-books';
import { orderKey, postSpending } from '../rules/earning/order-postings';

interface OrderSpending {
  memberId: MemberId;
  orderId: string;
  /** The confirmation that takes them: an order confirmed anew, with other points, takes them anew. */
  occasion: string;
  /** At least 1; how many the checkout may take is decided by its quote. */
  points: Points;
  now: Instant;
}

export interface SpentForOrder {
  outcome: 'spent' | 'already_spent';
  points: Points;
  balanceAfter: Points;
}

const releaseKey = (occasion: string): string => `release-${occasion}`;

/**
 * Takes the points of a checkout, inside the transaction that confirms the order: four calls. Once per
 * confirmation: `spend:order-<occasion>`; one whose points were released takes none again.
 * @throws TuankaError points_not_enough, points_released
 */
export async function spendForOrder(
  transaction: TransactionStore,
  spending: OrderSpending,
): Promise<SpentForOrder> {
  const { memberId, orderId, occasion, now } = spending;
  const key = orderKey(occasion);
  const spent = await transaction.pointsEntries.get(entryId('spend', key));
  if (spent) {
    const released = await transaction.pointsEntries.get(entryId('refund_back', releaseKey(occasion)));
    if (released) throw refuse('points_released', orderId);
    return { outcome: 'already_spent', points: points(-spent.points), balanceAfter: spent.balanceAfter };
  }
  const book = await loadBook(transaction, memberId, now);
  const posted = postSpending(book, spending.points, {
    key,
    source: { kind: 'order', id: orderId },
    reason: '结账抵扣',
  });
  if (!posted) throw refuse('points_not_enough', `${book.account.balance} of ${spending.points}`);
  await saveBook(transaction, posted);
  return { outcome: 'spent', points: spending.points, balanceAfter: posted.account.balance };
}

export interface ReleasedPoints {
  outcome: 'released' | 'already_released' | 'nothing';
  points: Points;
}

/**
 * An order that was not paid after all gives its points back, to the lots they came from: five calls. Once per
 * confirmation: `refund_back:release-<occasion>`.
 */
export async function releaseOrderPoints(
  transaction: TransactionStore,
  { orderId, occasion, now }: { orderId: string; occasion: string; now: Instant },
): Promise<ReleasedPoints> {
  const spent = await transaction.pointsEntries.get(entryId('spend', orderKey(occasion)));
  if (!spent) return { outcome: 'nothing', points: points(0) };
  const amount = points(-spent.points);
  if (await transaction.pointsEntries.get(entryId('refund_back', releaseKey(occasion)))) {
    return { outcome: 'already_released', points: amount };
  }
  const books = new OpenBooks(transaction, now);
  const given = await books.giveBack(spent, 0, amount, {
    key: releaseKey(occasion),
    source: { kind: 'order', id: orderId },
    reason: '订单没有付款，抵扣的积分退回',
  });
  await books.save();
  return given > 0 ? { outcome: 'released', points: amount } : { outcome: 'nothing', points: points(0) };
}
