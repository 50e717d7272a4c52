import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { loadBook, saveBook } from './load-book';

/** The tier by which payments earn, in the transaction that decides it. */
export async function recordTier(
  transaction: TransactionStore,
  memberId: MemberId,
  { tier, tierId }: { tier: string | null; tierId: number | null },
  now: Instant,
): Promise<void> {
  const book = await loadBook(transaction, memberId, now);
  const standing = { ...book.account.standing, tier, tierId };
  await saveBook(transaction, { ...book, account: { ...book.account, standing } });
}
