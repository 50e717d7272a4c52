import type { PushId } from '../../../contracts/primitives/ids';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import type { Page } from '../../kit/store/query/page';

type Push = DocumentOf<'pushes'>;
type Result = Push['results'][number];

const PAGE = 900;

/**
 * Adds a page to the progress; when nobody is waiting any more, counts exactly and closes it. Its messages are counted a
 * page at a time with the position written down, so that a push of any size is closed by as many runs as it takes.
 */
export async function countPush(
  call: TimerCall,
  pushId: PushId,
  tally: { done: number; skipped: number },
): Promise<void> {
  const { store } = call;
  const isWaiting = await isSomebodyWaiting(call, pushId);
  if (tally.done > 0) {
    await store.transact(async (transaction) => {
      const push = await transaction.pushes.require(pushId, 'push_not_found');
      const done = Math.min(push.preview.total, push.done + tally.done);
      await transaction.pushes.update(pushId, { done, skipped: push.skipped + tally.skipped });
    });
  }
  if (isWaiting || (await isStillSending(call, pushId))) return;
  const counted = await countMessages(call, await store.pushes.require(pushId, 'push_not_found'));
  if (!counted) return;
  const [sent, skipped] = await Promise.all([
    store.pushRecipients.count({ where: { pushId, state: 'sent' } }),
    store.pushRecipients.count({ where: { pushId, state: 'skipped' } }),
  ]);
  const results = [...counted].sort((a, b) => b.count - a.count);
  await store.pushes.updateIf(
    pushId,
    { status: 'sending' },
    { status: 'done', results, done: sent + skipped, skipped, countedUpTo: null },
  );
}

async function isSomebodyWaiting({ store }: TimerCall, pushId: PushId): Promise<boolean> {
  const { items } = await store.pushRecipients.find({
    where: { pushId, state: 'waiting' },
    orderBy: 'dueAt',
    limit: 1,
  });
  return items.length > 0;
}

/** A message of it still on its way to WeChat: its result is not known yet. */
async function isStillSending({ store }: TimerCall, pushId: PushId): Promise<boolean> {
  const { items } = await store.messages.find({
    where: { pushId, delivery: 'pending' },
    orderBy: '_id',
    limit: 1,
  });
  return items.length > 0;
}

/** What came of its messages; null when there was no time to count them all, or another run is counting. */
async function countMessages({ store, outOfTime }: TimerCall, push: Push): Promise<Result[] | null> {
  let { results, countedUpTo } = push;
  for (;;) {
    const page: Page<DocumentOf<'messages'>> = await store.messages.find({
      where: { pushId: push._id },
      orderBy: '_id',
      limit: PAGE,
      cursor: countedUpTo,
    });
    results = addResults(results, page.items);
    if (page.nextCursor === null) return results;
    const position = { status: 'sending' as const, countedUpTo };
    countedUpTo = page.nextCursor;
    const isOurs = await store.pushes.updateIf(push._id, position, { results, countedUpTo });
    if (!isOurs || outOfTime()) return null;
  }
}

function addResults(
  results: readonly Result[],
  messages: readonly Pick<DocumentOf<'messages'>, 'channel' | 'delivery' | 'note'>[],
): Result[] {
  const counts = new Map(
    results.map((result) => [`${result.channel} ${result.delivery} ${result.note}`, result]),
  );
  for (const { channel, delivery, note } of messages) {
    const key = `${channel} ${delivery} ${note}`;
    const known = counts.get(key) ?? { channel, delivery, note, count: 0 };
    counts.set(key, { ...known, count: known.count + 1 });
  }
  return [...counts.values()];
}
