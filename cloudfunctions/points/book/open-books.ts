import type { LedgerEntry } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import type { Book } from '../rules/ledger';
import { loadBook, saveBook } from './load-book';
import { postClawBack, postGiveBack, type Cause } from '../rules/earning/order-postings';
import { PART_SUFFIX, theirsOfBack } from '../orders/share-of-back';

/**
 * The accounts that something given back or taken back concerns, inside one transaction. As a rule that is the one account
 * of whoever earned or spent. Two members who were one for a while may share an entry (`pointsParts`); and what belongs
 * to somebody who closed the account goes to nobody: no account is made anew for them.
 */
export class OpenBooks {
  private readonly books = new Map<MemberId, Book>();
  private readonly changed = new Set<MemberId>();
  /** Which account a member's points are on; null: the account was closed. */
  private readonly accounts = new Map<MemberId, MemberId | null>();

  constructor(
    private readonly transaction: TransactionStore,
    private readonly now: Instant,
  ) {}

  /** Null: whoever it was has closed the account. */
  async of(memberId: MemberId): Promise<Book | null> {
    const known = this.accounts.get(memberId);
    if (known !== undefined) return known === null ? null : (this.books.get(known) ?? null);
    const loaded = await loadBook(this.transaction, memberId, this.now);
    const owner = loaded.account._id;
    const isErased = loaded.isNew === true && (await this.transaction.members.get(owner)) === null;
    this.accounts.set(memberId, isErased ? null : owner);
    if (isErased) return null;
    const book = this.books.get(owner) ?? loaded;
    this.books.set(owner, book);
    return book;
  }

  put(book: Book): void {
    this.books.set(book.account._id, book);
    this.changed.add(book.account._id);
  }

  async save(): Promise<void> {
    for (const [owner, book] of this.books)
      if (this.changed.has(owner)) await saveBook(this.transaction, book);
  }

  get entries(): LedgerEntry[] {
    return [...this.books.values()].flatMap(({ entries }) => entries);
  }

  /** Gives back the next `amount` of what an entry spent. @returns how much found its owner */
  async giveBack(spent: LedgerEntry, before: number, amount: number, cause: Cause): Promise<number> {
    if (amount === 0) return 0;
    const part = await this.partOf(spent);
    const theirs = part?.theirs ?? spent.moves.map(() => 0);
    const shared = { moves: spent.moves, theirs };
    const theirBefore = theirsOfBack(shared, 0, before);
    const theirAmount = theirsOfBack(shared, before, amount);
    const ofUs = spent.moves.map((move, index) => ({ ...move, points: move.points + (theirs[index] ?? 0) }));
    const ofThem = spent.moves.map((move, index) => ({
      ...move,
      // A lot that was split would expire twice under one name.
      id: `${cause.key}.${index}`,
      points: 0 - (theirs[index] ?? 0),
    }));
    const why = { ...cause, of: spent._id };
    const ours = amount - theirAmount;
    const given = await this.giveShare(spent.memberId, ofUs, before - theirBefore, ours, why);
    if (!part) return given;
    const key = ours === 0 ? cause.key : `${cause.key}${PART_SUFFIX}`;
    return given + (await this.giveShare(part.memberId, ofThem, theirBefore, theirAmount, { ...why, key }));
  }

  /** Takes back what an entry earned from whoever it belongs to. @returns how much was taken or is owed */
  async clawBack(earned: LedgerEntry, lotId: string, amount: number, cause: Cause): Promise<number> {
    if (amount === 0) return 0;
    const book = await this.ownerOf(earned);
    if (!book) return 0;
    this.put(postClawBack(book, lotId, amount, { ...cause, of: earned._id }));
    return amount;
  }

  /** Whoever an entry's earning belongs to now; null: has closed the account. */
  async ownerOf(earned: LedgerEntry): Promise<Book | null> {
    const part = await this.partOf(earned);
    return this.of(part?.memberId ?? earned.memberId);
  }

  private async giveShare(
    memberId: MemberId,
    moves: LedgerEntry['moves'],
    before: number,
    amount: number,
    cause: Cause,
  ): Promise<number> {
    if (amount === 0) return 0;
    const book = await this.of(memberId);
    if (!book) return 0;
    const taken = moves.filter(({ points }) => points < 0);
    this.put(postGiveBack(book, { moves: taken }, before, amount, cause));
    return amount;
  }

  private async partOf(entry: LedgerEntry) {
    const book = await this.of(entry.memberId);
    return book === null || book.account.parted ? this.transaction.pointsParts.get(entry._id) : null;
  }
}
