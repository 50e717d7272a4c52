import { isStaffMessage } from '../../../contracts/primitives/staff-message';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { TransactionStore } from '../../kit/store/store';
import { deliveredFacts } from '../../kit/facts/message-facts';
import { isOwnUnsent, type Message } from './issue-message';
import { leaseEnd } from '../rules/lease';
import { quietDecision } from '../rules/quiet-hours';
import { kindSources } from '../kinds/list-kinds';
import { bookCredit } from './record-delivery';

/**
 * Takes up a message that waits for its next try: whoever commits sends it, null is nothing to send. What it is about is looked
 * at again, and so are the quiet hours: hours may have passed.
 */
export function takeUpMessage(call: TimerCall, { _id }: Message): Promise<Message | null> {
  return call.store.transact(async (transaction) => {
    const message = await transaction.messages.get(_id);
    if (message && isOwnUnsent(message, call)) return message;
    if (message?.delivery !== 'retrying' || message.wakeAt > call.now) return null;
    const decision = await quietDecisionFor(transaction, call, message);
    if (decision.act === 'move') {
      await transaction.messages.update(_id, { wakeAt: decision.to });
      return null;
    }
    const note =
      (await whyPointless(transaction, message, call.now)) ?? (decision.act === 'inbox' ? 'quiet' : null);
    if (note !== null) {
      const quiet = { channel: 'inbox', delivery: 'delivered', note } as const;
      transaction.tell(...deliveredFacts({ ...message, ...quiet }, call.now));
      await transaction.messages.update(_id, quiet);
      await bookCredit(transaction, call, message, 'returned');
      return null;
    }
    const lease = { delivery: 'pending', leaseHolder: call.requestId, wakeAt: leaseEnd(call.now) } as const;
    await transaction.messages.update(_id, lease);
    return { ...message, ...lease };
  });
}

async function quietDecisionFor(
  transaction: TransactionStore,
  { now, settings }: TimerCall,
  { recipient, kind, createdAt, deadline }: Message,
): Promise<ReturnType<typeof quietDecision>> {
  const profile = await transaction.messageProfiles.get(recipient);
  const due = { dueAt: createdAt, deadline };
  const breaksQuiet = kind !== 'campaign' && !isStaffMessage(kind) && kindSources[kind].breaksQuiet(due);
  return quietDecision(due, breaksQuiet, now, profile?.quietHours ?? settings.messageRules.quietHours);
}

/** A push decides by itself; a reminder is worth repeating while one of its subjects still is. */
async function whyPointless(
  transaction: TransactionStore,
  { about, deadline }: Message,
  now: TimerCall['now'],
): Promise<'expired' | 'no_longer_true' | null> {
  if (deadline <= now) return 'expired';
  for (const id of about) {
    const reminder = await transaction.reminders.get(id);
    if (!reminder) continue;
    const { live } = await kindSources[reminder.kind].judge(transaction, [reminder], now);
    if (live.length > 0) return null;
  }
  return about.length === 0 ? null : 'no_longer_true';
}
