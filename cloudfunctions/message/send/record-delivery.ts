import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { TransactionStore } from '../../kit/store/store';
import { deliveredFacts } from '../../kit/facts/message-facts';
import type { Message } from './issue-message';
import { leaseEnd } from '../rules/lease';
import { isOfficial, nextOfficial } from '../rules/official-route';
import { nextStep, type NextStep, type SendResult } from '../rules/send-policy';

/**
 * Writes down what a send led to: the message's fate and its credit change together; a repeat finds the message no
 * longer as it was. Returns the message as it is now, null when somebody else recorded this send first.
 */
export async function recordDelivery(
  call: TimerCall,
  sent: Message,
  result: SendResult,
  at: Instant,
): Promise<Message | null> {
  return call.store.transact(async (transaction) => {
    const message = await transaction.messages.require(sent._id, 'message_not_found');
    if (message.trail.length > sent.trail.length && message.leaseHolder === call.requestId) return message;
    if (message.delivery !== 'pending' || message.trail.length !== sent.trail.length) return null;
    const step = nextStep({
      channel: isOfficial(message.channel) ? message.channel : 'subscription',
      result,
      attempts: message.attempts + 1,
      firstAt: message.firstSentAt ?? at,
      now: at,
      deadline: message.deadline,
      hasFallback: fallbackOf(call, message) !== null,
    });
    const changed = { ...message, ...changeOf(call, message, result, step, at) };
    const { _id, ...fields } = changed;
    transaction.tell(...deliveredFacts(changed, at));
    await transaction.messages.update(_id, fields);
    if (step.step !== 'retry' && step.step !== 'wait')
      await bookCredit(transaction, call, message, step.credit);
    return changed;
  });
}

function changeOf(
  call: TimerCall,
  message: Message,
  result: SendResult,
  step: NextStep,
  at: Instant,
): Partial<Message> {
  const errcode = 'errcode' in result ? result.errcode : null;
  const note = errcode === null ? message.note : String(errcode);
  // Every minute of an outage would lengthen the trail; nothing was tried.
  if (step.step === 'wait') return { note, delivery: 'retrying', wakeAt: step.at };
  const trail = [...message.trail, { channel: message.channel, at, outcome: result.outcome, errcode }];
  const attempts = message.attempts + 1;
  switch (step.step) {
    case 'delivered':
      return {
        trail,
        attempts,
        delivery: 'delivered',
        receipt: result.outcome === 'sent' ? result.receipt : null,
      };
    case 'unconfirmed':
      return { trail, attempts, delivery: 'unconfirmed' };
    case 'retry':
      return {
        trail,
        attempts,
        note,
        delivery: 'retrying',
        wakeAt: step.at,
        firstSentAt: message.firstSentAt ?? at,
      };
    case 'next_channel':
      return { trail, note, ...nextChannel(call, message, step.fault, at) };
  }
}

function nextChannel(call: TimerCall, message: Message, fault: boolean, at: Instant): Partial<Message> {
  const channel = fallbackOf(call, message);
  if (channel !== null)
    return {
      channel,
      sentTo: message.fallbackTo,
      fallbackTo:
        nextOfficial(call.settings.officialAccount, message.kind, channel) === null
          ? null
          : message.fallbackTo,
      attempts: 0,
      firstSentAt: null,
      leaseHolder: call.requestId,
      wakeAt: leaseEnd(at),
    };
  return { channel: 'inbox', delivery: fault ? 'failed' : 'delivered' };
}

/** Null: nobody to try it with, or the settings changed since it was issued. */
const fallbackOf = ({ settings }: TimerCall, { fallbackTo, kind, channel }: Message) =>
  fallbackTo === null ? null : nextOfficial(settings.officialAccount, kind, channel);

/** Only a subscription send was taken from a credit; a zeroed one is what WeChat says it has: nothing. */
export async function bookCredit(
  transaction: TransactionStore,
  { now }: TimerCall,
  message: Message,
  fate: 'spent' | 'returned' | 'zeroed',
): Promise<void> {
  if (message.channel !== 'wechat' || message.sentTo === null) return;
  const credit = await transaction.subscriptionCredits.get(message.sentTo);
  if (!credit) return; // deleted with the person
  const available = { spent: credit.available, returned: credit.available + 1, zeroed: 0 }[fate];
  await transaction.subscriptionCredits.update(credit._id, {
    available,
    reserved: Math.max(0, credit.reserved - 1),
    updatedAt: now,
  });
}
