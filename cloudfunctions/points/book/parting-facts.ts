import type { MemberId } from '../../../contracts/primitives/ids';
import type { LedgerEntry, LotMove, PointsLot } from '../../../contracts/points/points-ledger';

/** What parting two accounts goes by, and what comes of it. Pure. */
export interface PartingFacts {
  /**
   * Entries of the kept account since the merge, in their order; while it was itself merged into another, those of that one in
   * their place.
   */
  entries: readonly LedgerEntry[];
  /** The entry that brought the absorbed member's lots. */
  arrivalId: string;
  /** Orders paid under an openid of the absorbed member. */
  theirOrders: ReadonlySet<string>;
  /** Earlier entries that later ones give or take back: how much of each move is theirs. */
  earlier: ReadonlyMap<string, EarlierEntry>;
  /** The accounts it was merged into meanwhile, as they were then: what each lot held, and what was owed. */
  elsewhere: readonly AccountThen[];
  /** Entries of those that the kept account has a part of since: of each move. */
  parts: ReadonlyMap<string, readonly number[]>;
}

/** Its lots, and changes of them: their sum is what each held. */
export interface AccountThen {
  _id: MemberId;
  lots: readonly Pick<PointsLot, 'state' | 'id' | 'points'>[];
  debt: number;
}

export interface EarlierEntry {
  moves: readonly LotMove[];
  theirs: readonly number[];
  /** Shared since an earlier parting: each thing that comes back of it is wholly the part's or wholly the rest's. */
  split?: SplitEntry;
}

export interface SplitEntry {
  /** Of each move, the part. */
  part: readonly number[];
  isPartTheirs: boolean;
  isRestTheirs: boolean;
  /** By the refund that gives back: how much had come back before it. */
  before: ReadonlyMap<string, number>;
}

export interface Parting {
  lots: LotMove[];
  debt: number;
  /** Ours that paid what they owe, and theirs that paid what we owe: it goes back, and the debt with it. */
  lentByUs: LotMove[];
  lentByThem: LotMove[];
  /** Entries that are theirs in part from now on: what comes back of them, or is taken back for them. */
  entries: { entryId: LedgerEntry['_id']; theirs: number[] }[];
  /** Theirs that was spent since and did not come back. */
  spent: number;
  /** Ours that their orders spent since, likewise. */
  spentForThem: number;
}
