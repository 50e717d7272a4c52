import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/condition';
import type { TransactionStore } from '../../kit/store/store';
import { isOwnUnsent, type Message } from './issue-message';
import { leaseEnd } from './lease';
import { kindSources } from '../kinds/resolve-kind';
import { sendInParallel } from './send-in-parallel';
import { sendMessage } from './send-message';
import { settleCredit, settleDelivery } from './settle-delivery';

const PAGE = 200;

/**
 * Sends that an earlier sweep left behind: those interrupted between writing the message and learning WeChat's answer
 * are settled as unknown, those WeChat asked to try later are tried again. Returns how many of each.
 */
export async function sendWaitingMessages(
  call: TimerCall,
): Promise<{ interrupted: number; retried: number }> {
  const interrupted = await findWaiting(call, 'pending');
  await sendInParallel(call, interrupted, async (message) => {
    await settleDelivery(call, message, { outcome: 'unknown' }, call.now);
  });
  const retrying = await findWaiting(call, 'retrying');
  await sendInParallel(call, retrying, async (message) => {
    const claimed = await claim(call, message);
    if (claimed) await sendMessage(call, claimed);
  });
  return { interrupted: interrupted.length, retried: retrying.length };
}

async function findWaiting(call: TimerCall, delivery: 'pending' | 'retrying'): Promise<Message[]> {
  const { items } = await call.store.messages.find({
    where: { delivery, wakeAt: atMost(call.now) },
    orderBy: 'wakeAt',
    limit: PAGE,
  });
  return items;
}

/** Whoever commits this sends. What it is about is looked at again: hours may have passed. */
function claim(call: TimerCall, { _id }: Message): Promise<Message | null> {
  return call.store.transact(async (transaction) => {
    const message = await transaction.messages.get(_id);
    if (message && isOwnUnsent(message, call)) return message;
    if (message?.delivery !== 'retrying' || message.wakeAt > call.now) return null;
    if (!(await isStillTrue(transaction, message, call.now))) {
      const quiet = { channel: 'inbox', delivery: 'delivered', note: 'no_longer_true' } as const;
      await transaction.messages.update(_id, quiet);
      await settleCredit(transaction, call, message, 'returned');
      return null;
    }
    const lease = { delivery: 'pending', leaseHolder: call.requestId, wakeAt: leaseEnd(call.now) } as const;
    await transaction.messages.update(_id, lease);
    return { ...message, ...lease };
  });
}

/** A push decides by itself; a reminder is worth repeating while one of its subjects still is. */
async function isStillTrue(transaction: TransactionStore, message: Message, now: Instant): Promise<boolean> {
  for (const id of message.about) {
    const reminder = await transaction.reminders.get(id);
    if (!reminder) continue;
    const { live } = await kindSources[reminder.kind].judge(transaction, [reminder], now);
    if (live.length > 0) return true;
  }
  return message.about.length === 0;
}
