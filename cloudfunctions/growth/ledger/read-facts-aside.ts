import type { TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan, oneOf } from '../../kit/store/query/condition';
import type { Page } from '../../kit/store/query/page';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** What a fact stands aside for: it could not become growth of its member. */
export const NOT_FOLDED = 'growth_not_folded';

const PAGE = 200;
/** Whose facts are tried again at once. */
const NOTES_AT_ONCE = 50;

type Store = Pick<ReadStore, 'facts' | 'quarantine'>;
type Note = DocumentOf<'quarantine'>;

export interface FactsAside {
  /** As they were written. */
  facts: DocumentOf<'facts'>[];
  /** Why and until when, by the id of the fact. */
  notes: ReadonlyMap<string, Note>;
}

export const NOTHING_ASIDE: FactsAside = { facts: [], notes: new Map() };

/** A page of what stands aside, of whomever, what is tried again soonest first. */
export const readNextAside = (
  { quarantine }: Pick<Store, 'quarantine'>,
  cursor: string | null,
): Promise<Page<Note>> =>
  quarantine.find({
    where: { trouble: NOT_FOLDED, nextAt: moreThan<Instant>(instant(0)) },
    orderBy: 'nextAt',
    limit: NOTES_AT_ONCE,
    cursor,
  });

/** Facts of these members that stand aside: the cursor went on, and what they bring is still to come. @param ids with whoever is part of them */
export async function readFactsAside(store: Store, ids: readonly string[]): Promise<FactsAside> {
  const notes = await readNotes(store, ids);
  const factIds = notes.map(({ documentId }) => documentId);
  const facts: DocumentOf<'facts'>[] = [];
  for (let at = 0; at < factIds.length; at += PAGE)
    facts.push(...(await store.facts.getMany(factIds.slice(at, at + PAGE))));
  return {
    facts: facts.sort((one, other) => one.writtenAt - other.writtenAt || (one._id < other._id ? -1 : 1)),
    notes: new Map(notes.map((note) => [note.documentId, note])),
  };
}

/** Of these standings whose something stands aside: they are brought no further before it is folded. */
export async function readBehind(
  store: Pick<Store, 'quarantine'>,
  states: readonly Pick<TierStanding, '_id' | 'ledgers'>[],
): Promise<ReadonlySet<MemberId>> {
  const notes = await readNotes(store, [...new Set(states.flatMap(({ ledgers }) => ledgers))]);
  const owners = new Set(notes.map(({ ownerId }) => ownerId));
  return new Set(states.filter(({ ledgers }) => ledgers.some((id) => owners.has(id))).map(({ _id }) => _id));
}

const readNotes = async (
  { quarantine }: Pick<Store, 'quarantine'>,
  ids: readonly string[],
): Promise<Note[]> =>
  ids.length === 0
    ? []
    : allPages((cursor) =>
        quarantine.find({
          where: { trouble: NOT_FOLDED, ownerId: oneOf<string | null>(ids) },
          orderBy: '_id',
          limit: PAGE,
          cursor,
        }),
      );
