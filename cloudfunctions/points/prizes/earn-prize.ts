import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { loadBook, saveBook } from '../book/load-book';
import { readRule } from '../book/read-rule';
import { postEarning } from '../rules/earning/order-postings';
import { entryId } from '../rules/ledger';

interface PrizeEarning {
  memberId: MemberId;
  /** What it is for; told twice it is one prize. */
  cause: string;
  amount: number;
  /** In plain words, for the member. */
  reason: string;
  now: Instant;
}

/**
 * Points that play gives, inside the transaction that says so: five calls. Once per cause, `earn:play-<cause>`; they can be spent at once.
 * @returns whether they are there; false: there is no points rule
 */
export async function earnPrize(
  transaction: TransactionStore,
  { memberId, cause, amount, reason, now }: PrizeEarning,
): Promise<boolean> {
  const rule = await readRule(transaction, now);
  if (!rule) return false;
  const key = `play-${cause}`;
  if (await transaction.pointsEntries.get(entryId('earn', key))) return true;
  const book = await loadBook(transaction, memberId, now);
  const posting = { key, source: { kind: 'play' as const, id: cause }, reason };
  await saveBook(transaction, postEarning(book, { ...rule, pendingDays: 0 }, amount, posting));
  return true;
}
