import type {
  EntrySource,
  LedgerEntry,
  LotMove,
  PointsLot,
} from '../../../../contracts/points/points-ledger';
import type { PointsEntryId } from '../../../../contracts/primitives/ids';
import type { PointsRule } from '../../../../contracts/points/points-rule';
import { addMs, DAY_MS, type Instant } from '../../../../contracts/primitives/time';
import { postAddition, matureDue } from '../due-changes';
import { expiresAt, graceEnd } from '../expiry';
import { post, type Book } from '../ledger';
import { bySpendingOrder, openLots, sumOf, takeInOrder, takeSoonest } from '../lots';

/** What earns, spends and gives back: entries for orders and for everything that works like one. */
export interface Cause {
  key: string;
  source: EntrySource;
  reason: string;
  /** The entry that is given back or taken back. */
  of?: PointsEntryId;
}

/** Key of an order's earning, and the id of the lot it makes. */
export const orderKey = (orderId: string): string => `order-${orderId}`;

type LotRule = Pick<PointsRule, 'pendingDays' | 'expiry' | 'version'>;

/** When points earned now by a payment can be spent. */
export const activationOf = (
  { pendingDays }: Pick<PointsRule, 'pendingDays'>,
  now: Instant,
): Instant | null => (pendingDays === 0 ? null : addMs(now, pendingDays * DAY_MS));

/** Points that wait for the refund window, or can be spent at once when there is none. */
export function postEarning(book: Book, rule: LotRule, amount: number, cause: Cause): Book {
  const activatesAt = activationOf(rule, book.now);
  const lot: PointsLot = {
    id: cause.key,
    state: activatesAt === null ? 'open' : 'pending',
    points: amount,
    activatesAt,
    expiresAt: expiresAt(rule.expiry, activatesAt ?? book.now),
    graced: false,
  };
  return postAddition(book, { ...cause, kind: 'earn', moves: [lot], ruleVersion: rule.version });
}

/** Null: there is not enough. */
export function postSpending(book: Book, amount: number, cause: Cause): Book | null {
  if (book.account.balance < amount) return null;
  return post(book, { ...cause, kind: 'spend', moves: takeSoonest(book.account.lots, amount) });
}

/**
 * Gives back part of what an entry spent. The lot taken last comes back first. A lot that expired meanwhile comes back
 * with the grace, once; what had its grace comes back and expires at once, so that the member reads both.
 * @param alreadyBack how much of it came back before
 */
export function postGiveBack(
  book: Book,
  spending: Pick<LedgerEntry, 'moves'>,
  alreadyBack: number,
  amount: number,
  cause: Cause,
): Book {
  if (amount === 0) return book;
  const spent: PointsLot[] = spending.moves.map((move) => ({ ...move, points: -move.points })).reverse();
  const before = takeInOrder(spent, alreadyBack);
  const left = spent
    .map((lot) => ({ ...lot, points: lot.points + sumOf(before.filter(({ id }) => id === lot.id)) }))
    .filter(({ points }) => points > 0);
  const moves = takeInOrder(left, amount).map((move, position) =>
    returning(move, position, cause.key, book.now),
  );
  return matureDue(postAddition(book, { ...cause, kind: 'refund_back', moves }));
}

function returning(move: LotMove, position: number, key: string, now: Instant): LotMove {
  const back: LotMove = { ...move, points: -move.points, state: 'open', activatesAt: null };
  if (back.expiresAt === null || now < back.expiresAt) return back;
  const id = `${key}.${position}`;
  return back.graced
    ? { ...back, id, expiresAt: now }
    : { ...back, id, expiresAt: graceEnd(now), graced: true };
}

/**
 * What is left of the lot an earning made, waiting or not, is held: whoever else's points it may be, nothing that was spent
 * becomes a debt by it.
 */
export function postHold(book: Book, lotId: string, most: number, cause: Cause): Book {
  const own = book.account.lots.filter(({ id }) => id === lotId);
  const moves = takeInOrder(own, most);
  return moves.length === 0 ? book : post(book, { ...cause, kind: 'claw_back', moves });
}

/** What was held comes back as it was: what waited for the refund window waits until its end. */
export function postRelease(
  book: Book,
  held: Pick<LedgerEntry, 'moves'>,
  amount: number,
  cause: Cause,
): Book {
  if (amount === 0) return book;
  const lots: PointsLot[] = held.moves.map((move) => ({ ...move, points: -move.points }));
  const moves = takeInOrder(lots, amount).map((move, position) =>
    move.state === 'pending' && book.now < (move.activatesAt ?? 0)
      ? { ...move, points: -move.points }
      : returning(move, position, cause.key, book.now),
  );
  return matureDue(postAddition(book, { ...cause, kind: 'earn', moves }));
}

/**
 * Takes back what was earned: from the lot it made, pending or open, then from the others as spending would; what is
 * spent already becomes a debt the member sees.
 * @param lotId the lot the earning made
 */
export function postClawBack(book: Book, lotId: string, amount: number, cause: Cause): Book {
  if (amount === 0) return book;
  const { lots } = book.account;
  const own = lots.filter(({ id }) => id === lotId);
  const others = openLots(lots)
    .filter(({ id }) => id !== lotId)
    .sort(bySpendingOrder);
  const moves = takeInOrder([...own, ...others], amount);
  const taken = moves.length === 0 ? book : post(book, { ...cause, kind: 'claw_back', moves });
  const missing = amount + sumOf(moves);
  if (missing === 0) return taken;
  return post(taken, {
    ...cause,
    kind: 'debt',
    moves: [],
    debt: missing,
    reason: `${cause.reason}，这些积分已用掉，以后得到的积分先还`,
  });
}
