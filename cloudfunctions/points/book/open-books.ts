import type { LedgerEntry, LotMove } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import type { Book } from '../rules/ledger';
import { loadBook, saveBook } from './load-book';
import { postClawBack, postGiveBack, type Cause } from '../rules/earning/order-postings';
import { PART_SUFFIX, shareOut, type Share } from '../orders/share-of-back';

type Part = DocumentOf<'pointsParts'>;

/** The key of what comes back to whoever has a part of the part. */
export const withinKey = (key: string): string => `${key}${PART_SUFFIX}${PART_SUFFIX}`;

/** Whose the next `amount` is that comes back: the rest's, the part's, and what of that is another's again. */
function sharesOf(
  { moves }: LedgerEntry,
  { theirs, within }: Part,
  { before, amount }: { before: number; amount: number },
  key: string,
): { ours: Share<LotMove>; ofPart: Share<LotMove>; within: Share<LotMove> | null } {
  const { ours, part } = shareOut(
    { moves: [...moves], before, amount },
    theirs,
    (_, index) => `${key}.${index}`,
  );
  if (!within) return { ours, ofPart: part, within: null };
  const again = shareOut(part, within.theirs, ({ id }) => `${id}w`);
  return { ours, ofPart: again.ours, within: again.part };
}

/**
 * The accounts that something given back or taken back concerns, inside one transaction. As a rule that is the one account
 * of whoever earned or spent. Two members who were one for a while may share an entry (`pointsParts`); and what belongs
 * to somebody who closed the account goes to nobody: no account is made anew for them.
 */
export class OpenBooks {
  /** Counted as given back, and not given yet. */
  toFollow = 0;
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

  /**
   * Gives back the next `amount` of what an entry spent.
   * @param later what is another's within a part is counted, and follows (follow-shared-points.ts)
   * @returns how much found its owner
   */
  async giveBack(
    spent: LedgerEntry,
    before: number,
    amount: number,
    cause: Cause,
    later = false,
  ): Promise<number> {
    if (amount === 0) return 0;
    const part = await this.partOf(spent);
    const why = { ...cause, of: spent._id };
    if (!part) return this.giveShare(spent.memberId, { moves: spent.moves, before, amount }, why);
    const { ours, ofPart, within } = sharesOf(spent, part, { before, amount }, cause.key);
    const given = await this.giveShare(spent.memberId, ours, why);
    const partKey = ours.amount === 0 ? cause.key : `${cause.key}${PART_SUFFIX}`;
    const givenPart = await this.giveShare(part.memberId, ofPart, { ...why, key: partKey });
    if (!part.within || !within) return given + givenPart;
    if (!later) return given + givenPart + (await this.giveWithin(spent, part, { before, amount }, cause));
    this.toFollow += within.amount;
    return given + givenPart + within.amount;
  }

  /** The share of whoever was one with the part's owner before. */
  async giveWithin(
    spent: LedgerEntry,
    part: Part,
    { before, amount }: { before: number; amount: number },
    cause: Cause,
  ): Promise<number> {
    const { within } = sharesOf(spent, part, { before, amount }, cause.key);
    if (!part.within || !within) return 0;
    return this.giveShare(part.within.memberId, within, {
      ...cause,
      of: spent._id,
      key: withinKey(cause.key),
    });
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
    return this.of(part?.within?.memberId ?? part?.memberId ?? earned.memberId);
  }

  private async giveShare(
    memberId: MemberId,
    { moves, before, amount }: Share<LotMove>,
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
