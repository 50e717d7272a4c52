import type { LotMove, PointsAccount, PointsLot } from '../../../contracts/points/points-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import { post, type Book, type Posting } from './ledger';
import { bySpendingOrder, compactionMoves, takeSoonest } from './lots';

/** When the clock next changes a lot: a pending one opens, an open one expires. */
const dueAt = (lot: PointsLot): Instant | null => (lot.state === 'pending' ? lot.activatesAt : lot.expiresAt);

const isDue = (lot: PointsLot, now: Instant): boolean => {
  const at = dueAt(lot);
  return at !== null && at <= now;
};

/** The next activation or expiry of an account; null: nothing is to come. */
export function nextChangeAt(lots: readonly PointsLot[]): Instant | null {
  const instants = lots.map(dueAt).filter((at) => at !== null);
  return instants.length === 0 ? null : instants.reduce((first, at) => (at < first ? at : first));
}

/**
 * Everything the clock did to the account up to `book.now`, in the order in which it happened: whoever reads or changes
 * an account does this first, so that no job decides what a member can spend.
 */
export function matureDue(book: Book): Book {
  let upToDate = book;
  for (;;) {
    const [first] = upToDate.account.lots
      .filter((lot) => isDue(lot, book.now))
      .sort((a, b) => (dueAt(a) ?? 0) - (dueAt(b) ?? 0) || bySpendingOrder(a, b));
    if (!first) return upToDate;
    upToDate = first.state === 'pending' ? activate(upToDate, first) : expire(upToDate, first);
  }
}

/** The account at `now`, whatever any job did. Nothing is written. */
export const accountAsOf = (account: PointsAccount, now: Instant): PointsAccount =>
  matureDue({ account, entries: [], now }).account;

function activate(book: Book, lot: PointsLot): Book {
  const at = lot.activatesAt ?? book.now;
  const opened: LotMove = { ...lot, state: 'open', activatesAt: null };
  return postAddition(book, {
    kind: 'activate',
    key: lot.id,
    moves: [{ ...lot, points: -lot.points }, opened],
    source: { kind: 'clock', id: lot.id },
    reason: '积分到账，可以使用了',
    at,
  });
}

const expire = (book: Book, lot: PointsLot): Book =>
  post(book, {
    kind: 'expire',
    key: lot.id,
    moves: [{ ...lot, points: -lot.points }],
    source: { kind: 'clock', id: lot.id },
    reason: '积分到期',
    at: lot.expiresAt ?? book.now,
  });

/** An entry that adds points. A debt is repaid from them at once; a hundred-and-first lot is compacted. */
export function postAddition(book: Book, posting: Posting): Book {
  const added = post(book, posting);
  const compaction = compactionMoves(added.account.lots);
  const posted =
    compaction.length === 0 ? added : post(book, { ...posting, moves: [...posting.moves, ...compaction] });
  return payDebt(posted, posting);
}

function payDebt(book: Book, { kind, key, source, at }: Posting): Book {
  const { debt, balance, lots } = book.account;
  const repaid = Math.min(debt, balance);
  if (repaid === 0) return book;
  return post(book, {
    kind: 'repay',
    key: `${kind}.${key}`,
    moves: takeSoonest(lots, repaid),
    debt: -repaid,
    source,
    reason: '先还上欠的积分',
    ...(at === undefined ? {} : { at }),
  });
}
