import { moreThan } from '../../kit/store/query/condition';
import { allPages } from '../../kit/store/query/all-pages';
import { instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** What a fact stands aside for: it could not become growth of its member. */
export const NOT_FOLDED = 'growth_not_folded';

const PAGE = 200;

export interface FactsAside {
  /** As they were written. */
  facts: DocumentOf<'facts'>[];
  /** Why and until when, by the id of the fact. */
  notes: ReadonlyMap<string, DocumentOf<'quarantine'>>;
}

/** Facts that stand aside: the cursor went on, and what they bring is still to come. */
export async function readFactsAside(store: Pick<ReadStore, 'facts' | 'quarantine'>): Promise<FactsAside> {
  const notes = await allPages((cursor) =>
    store.quarantine.find({
      where: { trouble: NOT_FOLDED, nextAt: moreThan(instant(0)) },
      orderBy: 'nextAt',
      limit: PAGE,
      cursor,
    }),
  );
  const ids = notes.map(({ documentId }) => documentId);
  const facts: DocumentOf<'facts'>[] = [];
  for (let at = 0; at < ids.length; at += PAGE)
    facts.push(...(await store.facts.getMany(ids.slice(at, at + PAGE))));
  return {
    facts: facts.sort((one, other) => one.writtenAt - other.writtenAt || (one._id < other._id ? -1 : 1)),
    notes: new Map(notes.map((note) => [note.documentId, note])),
  };
}
