import { addMs, DAY_MS, MINUTE_MS } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { atMost } from '../kit/store/query/condition';
import { setAside, takeBack, UNREADABLE } from '../kit/store/quarantine';
import { collectionNames, type DocumentOf } from '../kit/store/schema';
import { StoreMisuse } from '../kit/store/store-error';

type Aside = DocumentOf<'quarantine'>;

const PAGE = 100;
/** Longer than the longest wait: whatever was not met again in this time is not due any more. */
const FORGOTTEN_MS = DAY_MS;

/**
 * Looks again at what stands aside. A document that can be read by now leaves the quarantine; one whose work failed is
 * tried by its own part, which takes it back itself when it works, so here only those that nobody meets any more leave,
 * and none that is the only memory of what is owed.
 */
async function releaseDue(call: TimerCall): Promise<{ released: number }> {
  const { store, now, outOfTime } = call;
  let released = 0;
  let cursor: string | null = null;
  do {
    const page: { items: Aside[]; nextCursor: string | null } = await store.quarantine.find({
      where: { nextAt: atMost(now) },
      orderBy: 'nextAt',
      limit: PAGE,
      cursor,
    });
    for (const aside of page.items) {
      if (outOfTime()) return { released };
      if (!(await isOver(call, aside))) continue;
      await takeBack(store, aside);
      released += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { released };
}

async function isOver({ store, now }: TimerCall, aside: Aside): Promise<boolean> {
  const collection = collectionNames.find((name) => name === aside.collection);
  // A collection of an earlier version.
  if (!collection) return true;
  try {
    const document = await store[collection].get(aside.documentId);
    if (aside.trouble === UNREADABLE || document === null) return true;
    return !aside.isOwed && aside.lastAt < addMs(now, -FORGOTTEN_MS);
  } catch (error) {
    if (!(error instanceof StoreMisuse)) throw error;
    if (aside.trouble === UNREADABLE)
      await setAside(
        store,
        { collection, id: aside.documentId, trouble: UNREADABLE, detail: error.message },
        now,
      );
    return false;
  }
}

export const retryQuarantined: SweepPart = {
  name: 'quarantine',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [dueBy('quarantine', 'nextAt')],
  run: releaseDue,
};
