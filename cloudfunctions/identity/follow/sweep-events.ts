import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';

const PAGE = 50;
/** WeChat repeats a push within seconds. */
export const KEEP_MS = 7 * DAY_MS;

/** Forgets old marks of handled events, a page at a time; answers how many. */
export async function sweepEvents({ store, now, outOfTime }: TimerCall): Promise<number> {
  if (now < KEEP_MS) return 0;
  let forgotten = 0;
  while (!outOfTime()) {
    const { items } = await store.wechatEvents.find({
      where: { at: atMost(addMs(now, -KEEP_MS)) },
      orderBy: 'at',
      limit: PAGE,
    });
    if (items.length === 0) break;
    await store.transact(async (transaction) => {
      for (const { _id } of items) await transaction.wechatEvents.remove(_id);
    });
    forgotten += items.length;
  }
  return forgotten;
}
