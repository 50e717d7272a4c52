import { instant, type Instant } from '../../../contracts/primitives/time';
import { encodeCursor } from '../store/page';
import { atMost } from '../store/condition';
import type { DocumentOf } from '../store/schema';
import { Duplicate } from '../store/store-error';
import type { Store } from '../store/store';

/**
 * A fact carries the instant at which its call began, and is seen when its transaction commits: up to a function's time limit later
 * (60 s), on another machine's clock. A reader stays this far behind, so that nothing appears before its position.
 */
export const SETTLED_AFTER_MS = 120_000;

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
export async function foldFacts(
  { store, now, outOfTime }: Folding,
  consumer: string,
  fold: (facts: readonly DocumentOf<'facts'>[]) => Promise<void>,
): Promise<number> {
  let cursor = await openCursor(store, consumer, now);
  let folded = 0;
  while (!outOfTime()) {
    const { items, nextCursor } = await store.facts.find({
      where: { writtenAt: atMost(instant(Math.max(0, now - SETTLED_AFTER_MS))) },
      orderBy: 'writtenAt',
      limit: FACTS_AT_ONCE,
      cursor: cursor.position,
    });
    const last = items.at(-1);
    if (!last) break;
    await fold(items);
    const moved = {
      position: encodeCursor({ value: last.writtenAt, id: last._id }),
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
