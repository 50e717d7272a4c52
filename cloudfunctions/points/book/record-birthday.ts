import type { MemberId } from '../../../contracts/primitives/ids';
import type { ChinaDate, Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { loadBook, saveBook } from './load-book';

/** The day of the year on which payments earn more, in the transaction that saves the profile. */
export async function recordBirthday(
  transaction: TransactionStore,
  memberId: MemberId,
  birthday: ChinaDate | null,
  now: Instant,
): Promise<void> {
  const book = await loadBook(transaction, memberId, now);
  const standing = { ...book.account.standing, birthday: birthday?.slice('YYYY-'.length) ?? null };
  await saveBook(transaction, { ...book, account: { ...book.account, standing } });
}
