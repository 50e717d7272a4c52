import { addMs, DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { clearAlarm } from '../alarm/raise-alarm';
import { dueBy, type SweepPart } from '../host/sweep-part';
import { lessThan } from '../store/query/condition';
import { placeOfWindow } from './wrong-codes';

/** Longer than any window of contracts/limit.ts is open; a store's alarm lasts as long when nobody mistypes again. */
const KEPT_MS = DAY_MS;
/** Two operations each: a transaction has less than 30 (decision 0031). */
const CLEARED_AT_ONCE = 12;

/** Forgets windows that were over long ago, and ends the alarm of a store that has been quiet since. */
export const clearLimitWindows: SweepPart = {
  name: 'limit_windows',
  every: HOUR_MS,
  budgetMs: 250,
  sources: [dueBy('limitWindows', 'startedAt', { afterMs: KEPT_MS })],
  async run(call) {
    const { store, now, outOfTime } = call;
    const old = addMs(now, -KEPT_MS);
    let cleared = 0;
    for (;;) {
      const { items, nextCursor } = await store.limitWindows.find({
        where: { startedAt: lessThan(old) },
        orderBy: 'startedAt',
        limit: CLEARED_AT_ONCE,
      });
      if (items.length === 0) return { limitWindowsCleared: cleared };
      for (const { _id } of items) {
        const place = placeOfWindow(_id);
        if (place !== null) await clearAlarm(call, { kind: 'wrong_codes', subject: place });
      }
      await store.transact(async ({ limitWindows }) => {
        // Somebody may have opened it anew since it was found.
        for (const { _id } of items)
          if (((await limitWindows.get(_id))?.startedAt ?? now) < old) await limitWindows.remove(_id);
      });
      cleared += items.length;
      if (nextCursor === null || outOfTime()) return { limitWindowsCleared: cleared };
    }
  },
};
