import { addMs, DAY_MS } from '../../contracts/primitives/time';
import type { TimerCall } from '../kit/host/serve-timer';
import { atMost } from '../kit/store/condition';

const PAGE = 50;
/** WeChat repeats a push within seconds. */
const KEEP_MS = 7 * DAY_MS;

/** Forgets a page of old marks of handled events. */
export async function sweepEvents({ store, now }: TimerCall): Promise<void> {
  if (now < KEEP_MS) return;
  const { items } = await store.wechatEvents.find({
    where: { at: atMost(addMs(now, -KEEP_MS)) },
    orderBy: 'at',
    limit: PAGE,
  });
  if (items.length === 0) return;
  await store.transact(async (transaction) => {
    for (const { _id } of items) await transaction.wechatEvents.remove(_id);
  });
}
