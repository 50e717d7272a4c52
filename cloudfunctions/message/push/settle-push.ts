import type { PushId } from '../../../contracts/primitives/ids';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';

type Push = DocumentOf<'pushes'>;
type Result = Push['results'][number];

/** Adds a page to the progress; when nobody is waiting any more, counts exactly, over all its messages, and closes it. */
export async function settlePush(
  call: TimerCall,
  pushId: PushId,
  tally: { done: number; skipped: number },
): Promise<void> {
  const left = await countRecipients(call, pushId, 'waiting', 1);
  if (left > 0 || tally.done > 0) {
    await call.store.transact(async (transaction) => {
      const push = await transaction.pushes.require(pushId, 'push_not_found');
      const done = Math.min(push.preview.total, push.done + tally.done);
      await transaction.pushes.update(pushId, { done, skipped: push.skipped + tally.skipped });
    });
  }
  if (left > 0 || (await isStillSending(call, pushId))) return;
  const results = await countMessages(call, pushId);
  const [sent, skipped] = [
    await countRecipients(call, pushId, 'sent'),
    await countRecipients(call, pushId, 'skipped'),
  ];
  await call.store.pushes.updateIf(
    pushId,
    { status: 'sending' },
    { status: 'done', results, done: sent + skipped, skipped },
  );
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

async function countRecipients(
  { store }: TimerCall,
  pushId: PushId,
  state: DocumentOf<'pushRecipients'>['state'],
  limit = 900,
): Promise<number> {
  let count = 0;
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.pushRecipients.find>> = await store.pushRecipients.find({
      where: { pushId, state },
      orderBy: 'dueAt',
      limit,
      cursor,
    });
    count += page.items.length;
    cursor = limit === 1 ? null : page.nextCursor;
  } while (cursor !== null);
  return count;
}

async function countMessages({ store }: TimerCall, pushId: PushId): Promise<Result[]> {
  const counts = new Map<string, Result>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof store.messages.find>> = await store.messages.find({
      where: { pushId },
      orderBy: '_id',
      limit: 900,
      cursor,
    });
    for (const { channel, delivery, note } of page.items) {
      const key = `${channel} ${delivery} ${note}`;
      const known = counts.get(key) ?? { channel, delivery, note, count: 0 };
      counts.set(key, { ...known, count: known.count + 1 });
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return [...counts.values()].sort((a, b) => b.count - a.count);
}
