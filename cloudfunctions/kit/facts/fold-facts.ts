import { instant, type Instant } from '../../../contracts/primitives/time';
import { encodeCursor, type Page } from '../store/query/page';
import { atMost } from '../store/query/condition';
import type { DocumentOf } from '../store/schema';
import { Duplicate } from '../store/store-error';
import type { Store } from '../store/store';

/**
 * A fact carries the instant at which its call began, and is seen when its transaction commits: up to a function's time limit later
 * (60 s), on another machine's clock. A reader stays this far behind, so that nothing appears before its position.
 */
export const READABLE_AFTER_MS = 120_000;

const FACTS_AT_ONCE = 200;

interface Folding {
  store: Store;
  now: Instant;
  outOfTime: () => boolean;
}

/**
 * Hands a consumer every fact, in the order of their writing, in batches; how far it came is stored after each. A batch may come again
 * after a crash, so `fold` decides by the facts' ids what it has done.
 * @param consumer names the position; a new name begins with the first fact there is
 * @returns how many facts were folded
 */
export const foldFacts = (
  call: Folding,
  consumer: string,
  fold: (facts: readonly DocumentOf<'facts'>[]) => Promise<void>,
): Promise<number> =>
  foldInOrder(
    call,
    consumer,
    {
      readPage: (cursor, limit) =>
        call.store.facts.find({
          where: { writtenAt: atMost(instant(Math.max(0, call.now - READABLE_AFTER_MS))) },
          orderBy: 'writtenAt',
          limit,
          cursor,
        }),
      placeOf: ({ writtenAt }) => writtenAt,
    },
    fold,
  );

/** What is written once, read in the order of a field by a cursor that is kept: facts, and other entries like them. */
interface Ordered<Document> {
  /** What can be read by now, in order. */
  readPage: (cursor: string | null, limit: number) => Promise<Page<Document>>;
  /** The field it is ordered by. */
  placeOf: (document: Document) => Instant;
}

/** The same for other entries that are written once, as facts are. @returns how many were folded */
export async function foldInOrder<Document extends { _id: string }>(
  { store, now, outOfTime }: Folding,
  consumer: string,
  { readPage, placeOf }: Ordered<Document>,
  fold: (documents: readonly Document[]) => Promise<void>,
): Promise<number> {
  let cursor = await openCursor(store, consumer, now);
  let folded = 0;
  while (!outOfTime()) {
    const { items, nextCursor } = await readPage(cursor.position, FACTS_AT_ONCE);
    const last = items.at(-1);
    if (!last) break;
    await fold(items);
    const moved = {
      position: encodeCursor({ value: placeOf(last), id: last._id }),
      advances: cursor.advances + 1,
    };
    // A second reader of the same name was faster: it goes on from there.
    const mine = await store.factCursors.updateIf(
      consumer,
      { advances: cursor.advances },
      { ...moved, movedAt: now },
    );
    if (!mine) break;
    cursor = moved;
    folded += items.length;
    if (nextCursor === null) break;
  }
  return folded;
}

type Position = Pick<DocumentOf<'factCursors'>, 'position' | 'advances'>;

async function openCursor(store: Store, consumer: string, now: Instant): Promise<Position> {
  const known = await store.factCursors.get(consumer);
  if (known) return known;
  const fresh = { position: null, advances: 0 };
  try {
    await store.factCursors.insert({ _id: consumer, ...fresh, movedAt: now });
  } catch (error) {
    if (!(error instanceof Duplicate)) throw error;
  }
  return fresh;
}
