import type { Instant } from '../../../contracts/primitives/time';
import type { MemberId, MergeId } from '../../../contracts/primitives/ids';
import type { Collection } from '../store/collection';
import type { CollectionName, DocumentOf } from '../store/schema';
import type { ReadStore, Store, TransactionStore } from '../store/store';
import type { TransactionCollection } from '../store/transaction';

/**
 * What an area says about a collection that names a member: what becomes of its documents when two members are merged,
 * when a merge is undone, when an account is closed, and in an export. `identity/merge/list-owned.ts` lists them all, and a test fails
 * when a field that holds a member id is in none.
 */
export interface OwnedSpec<Document> {
  /** In an export and in previews: `优惠券`. */
  noun: string;
  /** The field that names the owner. */
  field: keyof Document & string;
  /** Whether it names a member (the default), one of the member’s openids (`openid:…`), or either. */
  by?: 'member' | 'openid' | 'either';
  onMerge:
    | 'move'
    /** Belongs to the id itself: nothing moves. */
    | 'stay'
    /** The area does it itself, in transactions that may be run again. */
    | Carrying
    /** One document per member: the absorbed member's is taken into the kept member's. */
    | Combining<Document>;
  /** What else changes in a document that a merge moves. */
  whenMoved?: (document: Document, merge: MergeFacts) => Partial<Document>;
  /** Documents that a merge leaves with the absorbed member. */
  staysBehind?: (document: Document, merge: MergeFacts) => boolean;
  /** Documents an undo leaves with the kept member, because what they stand for was used since. */
  spentSince?: (document: Document, merge: MergeFacts) => boolean;
  /** Documents that go back spent: named by the preview, because their worth does not come back. */
  comesBackSpent?: (document: Document, merge: MergeFacts) => boolean;
  /**
   * What the kept member got since the merge, but is about what an undo gives back, goes with it: run after everything has
   * gone back, any number of times.
   */
  afterUndo?: (store: Store, merge: CarriedMerge) => Promise<void>;
  /** Documents that go back while an order of either still holds them: named by the preview. */
  isHeld?: (document: Document) => boolean;
  /** What closing the account leaves: a ledger by member id only, nothing, or what a document becomes (null: nothing). */
  onClose: 'keep' | 'remove' | ((document: Document, now: Instant) => Document | null);
  /** What follows elsewhere when an account that closes removes a document or changes it: inside the same transaction. */
  afterClose?: (transaction: TransactionStore, before: Document, now: Instant) => Promise<void>;
  /** What the member's export shows of a document; null: nothing of it. */
  exported: ((document: Document) => unknown) | null;
}

export interface Carrying {
  carry: (store: Store, merge: CarriedMerge, now: Instant) => Promise<void>;
  giveBack: (store: Store, merge: CarriedMerge, now: Instant) => Promise<void>;
}

export interface CarriedMerge extends MergeFacts {
  _id: MergeId;
  /** Keys that led to the absorbed member before. */
  identities: readonly string[];
  /** Who led to the absorbed member before. */
  tombstones: readonly MemberId[];
  /** As they were. */
  before: { kept: { joinedAt: Instant }; absorbed: { joinedAt: Instant } };
}

export interface Combining<Document> {
  /** Id of the kept member's document that takes this one in. */
  idFor: (document: Document, keptId: MemberId) => string;
  /** @param kept null: there is none yet */
  combine: (kept: Document | null, absorbed: Document, keptId: MemberId) => Document;
  /** The kept member's document once `absorbed` is taken out again, as far as it is still there. */
  separate: (kept: Document, absorbed: Document) => Document;
}

/** What a step may know of the merge it belongs to. */
export interface MergeFacts {
  keptId: MemberId;
  absorbedId: MemberId;
  at: number;
  dropped: readonly string[];
  /** Of the dropped ones: the kept member's before, the absorbed one's while they are one. */
  takenBack: readonly string[];
}

/** The values by which a collection’s documents of one person are found. */
export const ownersOf = (
  { by = 'member' }: Pick<Owned, 'by'>,
  memberId: MemberId,
  openIdKeys: readonly string[],
): string[] => [...(by === 'openid' ? [] : [memberId]), ...(by === 'member' ? [] : openIdKeys)];

/** Any document that names its owner; the owner's field differs. */
export interface OwnedDocument {
  _id: string;
  [field: string]: unknown;
}

export interface Owned extends OwnedSpec<OwnedDocument> {
  collection: CollectionName;
  read(store: ReadStore): Pick<Collection<OwnedDocument>, 'getMany' | 'find' | 'count'>;
  within(transaction: TransactionStore): TransactionCollection<OwnedDocument>;
}

/**
 * Declares one owned collection. The area writes against its own document type; the steps treat all collections alike,
 * and TypeScript cannot follow a collection's name through both, so the types are widened here and nowhere else.
 */
export function owned<Name extends CollectionName>(
  collection: Name,
  spec: OwnedSpec<DocumentOf<Name>>,
): Owned {
  return {
    ...(spec as unknown as OwnedSpec<OwnedDocument>),
    collection,
    read: (store) => store[collection],
    within: (transaction) => transaction[collection],
  };
}
