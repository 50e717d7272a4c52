import { addMs, DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { lessThan } from '../store/query/condition';
import { dueBy, type SweepPart } from './sweep-part';

/** A page keeps a request's id while it is open; nobody leaves one open for a week. */
const KEPT_MS = 7 * DAY_MS;
const CLEARED_AT_ONCE = 20;

/** Forgets requests that nobody will repeat any more. */
export const clearRequestMarks: SweepPart = {
  name: 'request_marks',
  every: HOUR_MS,
  budgetMs: 250,
  sources: [dueBy('requestMarks', 'at', { afterMs: KEPT_MS })],
  async run({ store, now, outOfTime }) {
    let cleared = 0;
    for (;;) {
      const { items, nextCursor } = await store.requestMarks.find({
        where: { at: lessThan(addMs(now, -KEPT_MS)) },
        orderBy: 'at',
        limit: CLEARED_AT_ONCE,
      });
      if (items.length === 0) return { requestMarksCleared: cleared };
      await store.transact(async ({ requestMarks }) => {
        for (const { _id } of items) await requestMarks.remove(_id);
      });
      cleared += items.length;
      if (nextCursor === null || outOfTime()) return { requestMarksCleared: cleared };
    }
  },
};
