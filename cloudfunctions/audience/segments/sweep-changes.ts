import { DAY_MS, instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';

const PAGE = 25;
/** As long as facts are kept; bitmaps and journeys have read them after minutes. */
export const CHANGES_KEPT_MS = 400 * DAY_MS;

/** Forgets what was crossed long ago, a page at a time. */
export async function sweepChanges({
  store,
  now,
  outOfTime,
}: Pick<TimerCall, 'store' | 'now' | 'outOfTime'>): Promise<{ crossingsForgotten: number }> {
  let forgotten = 0;
  while (!outOfTime()) {
    const { items } = await store.segmentChanges.find({
      where: { writtenAt: atMost(instant(Math.max(0, now - CHANGES_KEPT_MS))) },
      orderBy: 'writtenAt',
      limit: PAGE,
    });
    if (items.length === 0) break;
    await store.transact(async (transaction) => {
      for (const { _id } of items) await transaction.segmentChanges.remove(_id);
    });
    forgotten += items.length;
  }
  return { crossingsForgotten: forgotten };
}
