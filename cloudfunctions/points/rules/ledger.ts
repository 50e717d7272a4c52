import {
  NO_GIFTS,
  type EntryKind,
  type EntrySide,
  type EntrySource,
  type LedgerEntry,
  type LotMove,
  type PointsAccount,
} from '../../../contracts/points/points-ledger';
import { isPointsEntryId, type MemberId, type PointsEntryId } from '../../../contracts/primitives/ids';
import { points } from '../../../contracts/primitives/points';
import type { Instant } from '../../../contracts/primitives/time';
import { applyMoves, openLots, pendingLots, sumOf } from './lots';

/**
 * The ledger of one account, as values. An account changes only by applying an entry to it, here; saving a book writes
 * its account and its new entries in one transaction, so the account is always the sum of its entries.
 */
export interface Book {
  account: PointsAccount;
  /** Written to the account since it was loaded, in order. */
  entries: LedgerEntry[];
  now: Instant;
  /** The account does not exist yet. */
  isNew?: boolean;
}

export interface Posting {
  kind: EntryKind;
  /** What caused it; with the kind it is the entry's id, so it exists once. */
  key: string;
  moves: LotMove[];
  /** Change of the debt. */
  debt?: number;
  source: EntrySource;
  /** The entry it gives back or takes back. */
  of?: PointsEntryId;
  reason: string;
  ruleVersion?: number | null;
  /** When it took effect, when that is not now. */
  at?: Instant;
}

export const emptyAccount = (memberId: MemberId, now: Instant): PointsAccount => ({
  _id: memberId,
  balance: points(0),
  pending: points(0),
  debt: points(0),
  lots: [],
  entryCount: 0,
  earnedOn: null,
  uses: [],
  gifts: NO_GIFTS,
  standing: { tier: null, tierId: null, birthday: null },
  reminded: {},
  nextDueAt: null,
  mergedInto: null,
  parted: false,
  openedAt: now,
});

/** @throws RangeError when the key does not make an entry id */
export function entryId(kind: EntryKind, key: string): PointsEntryId {
  const id = `${kind}:${key}`;
  if (!isPointsEntryId(id)) throw new RangeError(`not a points entry id: ${id}`);
  return id;
}

/** By what it did, not by its kind: an adjustment may give or take. */
function sideOf(kind: EntryKind, change: number): EntrySide {
  if (kind === 'expire') return 'expired';
  if (kind === 'activate' || kind === 'repair') return 'earned';
  return change > 0 ? 'earned' : 'spent';
}

type Change = Pick<LedgerEntry, 'moves' | 'debt'>;

/** The one way an account changes. @throws RangeError when something would be less than nothing */
export function applyChange(account: PointsAccount, { moves, debt }: Change): PointsAccount {
  const lots = applyMoves(account.lots, moves);
  return {
    ...account,
    lots,
    balance: points(sumOf(openLots(lots))),
    pending: points(sumOf(pendingLots(lots))),
    debt: points(account.debt + debt),
    entryCount: account.entryCount + 1,
  };
}

/** Writes one entry into the book. @throws RangeError when something would be less than nothing */
export function post(book: Book, posting: Posting): Book {
  const {
    kind,
    key,
    moves,
    debt = 0,
    source,
    of = null,
    reason,
    ruleVersion = null,
    at = book.now,
  } = posting;
  const account = applyChange(book.account, { moves, debt });
  const entry: LedgerEntry = {
    _id: entryId(kind, key),
    memberId: account._id,
    number: account.entryCount,
    kind,
    side: sideOf(kind, sumOf(moves)),
    points: sumOf(moves.filter(({ state }) => state === 'open')),
    pending: sumOf(moves.filter(({ state }) => state === 'pending')),
    debt,
    balanceAfter: account.balance,
    debtAfter: account.debt,
    moves,
    source,
    of,
    reason,
    ruleVersion,
    at,
    recordedAt: book.now,
  };
  return { ...book, account, entries: [...book.entries, entry] };
}
