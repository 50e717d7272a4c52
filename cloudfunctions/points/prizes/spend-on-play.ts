import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { loadBook, saveBook } from '../book/load-book';
import { postSpending } from '../rules/earning/order-postings';
import { entryId } from '../rules/ledger';

interface PlaySpending {
  memberId: MemberId;
  /** What they are spent on; its id is the entry's. */
  cause: string;
  amount: number;
  /** In plain words, for the member. */
  reason: string;
  now: Instant;
}

/**
 * Points spent in play, inside the transaction of what they are spent on: three calls. `spend:play-<cause>` decides that it happens once.
 * @throws TuankaError points_not_enough; Duplicate
 */
export async function spendOnPlay(
  transaction: TransactionStore,
  { memberId, cause, amount, reason, now }: PlaySpending,
): Promise<void> {
  const book = await loadBook(transaction, memberId, now);
  const posting = { key: `play-${cause}`, source: { kind: 'play' as const, id: cause }, reason };
  const posted = postSpending(book, amount, posting);
  if (!posted) throw refuse('points_not_enough', `${book.account.balance} of ${amount}`);
  await saveBook(transaction, posted);
}

/** Whether it was paid for already: the same request, tried again. */
export const hasSpentOnPlay = async (transaction: TransactionStore, cause: string): Promise<boolean> =>
  (await transaction.pointsEntries.get(entryId('spend', `play-${cause}`))) !== null;
