import type { PointsAccount } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { holdImported } from '../../kit/person/hold-imported';
import { Conflict, Duplicate } from '../../kit/store/store-error';
import type { TransactionStore } from '../../kit/store/store';
import { pointsNotices } from '../notices/points-changed';
import { pointsFacts } from './points-facts';
import { nextChangeAt, matureDue } from '../rules/due-changes';
import { emptyAccount, type Book } from '../rules/ledger';
import { nextReminderAt } from '../rules/reminder-steps';

type Accounts = { pointsAccounts: { get(id: string): Promise<PointsAccount | null> } };

/** A member merged into another has the other's account; more than this many steps is a circle. */
const MOST_REDIRECTS = 8;

/** The account a member's points are on; null: never had any. */
export async function readAccount(
  { pointsAccounts }: Accounts,
  memberId: MemberId,
): Promise<PointsAccount | null> {
  let account = await pointsAccounts.get(memberId);
  for (let step = 0; account?.mergedInto && step < MOST_REDIRECTS; step += 1) {
    account =
      (await pointsAccounts.get(account.mergedInto)) ?? emptyAccount(account.mergedInto, account.openedAt);
  }
  return account;
}

/** A member's account inside a transaction, brought up to `now`: one call, or one more per merge. */
export async function loadBook(
  transaction: TransactionStore,
  memberId: MemberId,
  now: Instant,
): Promise<Book> {
  let owner = memberId;
  let account = await transaction.pointsAccounts.get(owner);
  for (let step = 0; account?.mergedInto && step < MOST_REDIRECTS; step += 1) {
    owner = account.mergedInto;
    account = await transaction.pointsAccounts.get(owner);
  }
  return bookOf(account, owner, now);
}

/** The member's own account, wherever it leads, brought up to `now`. */
export const loadOwnBook = async (
  transaction: TransactionStore,
  memberId: MemberId,
  now: Instant,
): Promise<Book> => bookOf(await transaction.pointsAccounts.get(memberId), memberId, now);

const bookOf = (account: PointsAccount | null, owner: MemberId, now: Instant): Book =>
  matureDue({ account: account ?? emptyAccount(owner, now), entries: [], now, isNew: account === null });

/**
 * Writes the account and its new entries: two calls, and one of the transaction when the member is to be told of an entry. An account
 * that does not exist is opened by its first entry; then whose it is, is looked at as well.
 */
export async function saveBook(transaction: TransactionStore, book: Book): Promise<void> {
  const { entries, isNew = false } = book;
  const account = withDueInstant(book.account);
  transaction.tell(...pointsFacts(entries, book.now));
  await transaction.pointsEntries.insert(...entries);
  transaction.remind(...pointsNotices(entries, book.now));
  if (!isNew) return transaction.pointsAccounts.replace(account);
  if (entries.length > 0) await holdImported(transaction, account._id, book.now);
  try {
    await transaction.pointsAccounts.insert(account);
  } catch (error) {
    // A rival opened the account at the same moment: run again on top of it.
    if (error instanceof Duplicate) throw new Conflict('the account was opened meanwhile', { cause: error });
    throw error;
  }
}

/** When the sweep next has something to do with the account. */
function withDueInstant(account: PointsAccount): PointsAccount {
  const instants = [nextChangeAt(account.lots), nextReminderAt(account)].filter((at) => at !== null);
  const [first = null] = instants.sort((a, b) => a - b);
  return { ...account, nextDueAt: first };
}
