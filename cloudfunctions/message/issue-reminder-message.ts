import { isMessageId, isOpenId, type MessageId, type Recipient } from '../../contracts/primitives/ids';
import type { TimerCall } from '../kit/host/serve-timer';
import { creditKey, openIdOfKey } from '../kit/store/document-ids';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';
import { leaseEnd } from './lease';
import type { MessageContent } from './reminder-kind';
import { kindSources } from './resolve-kind';
import type { Addressee } from './resolve-addressees';

type Reminder = DocumentOf<'reminders'>;
type Message = DocumentOf<'messages'>;

/** Reminders of one kind for one person that are due together. */
export interface DueGroup {
  kind: Reminder['kind'];
  addressee: Addressee;
  reminders: readonly Reminder[];
}

interface Issued {
  /** The message to send; null when another sweep has it or nothing was left to say. */
  message: Message | null;
  skipped: number;
}

/**
 * Turns one person's due reminders of a kind into one message, in one transaction: reminders leave `scheduled`, the
 * message appears in the inbox, and a subscription credit is reserved when there is one. Whoever commits sends; a
 * rival finds nothing scheduled. The state of each subject is read here, at send time.
 */
export async function issueReminderMessage(call: TimerCall, group: DueGroup): Promise<Issued> {
  return call.store.transact(async (transaction) => {
    const fresh = await readReminders(transaction, group.reminders);
    const interrupted = await findOwn(transaction, fresh, call);
    if (interrupted) return { message: interrupted, skipped: 0 };

    const scheduled = fresh.filter(({ status }) => status === 'scheduled');
    const { live, skipped, content } = await kindSources[group.kind].judge(transaction, scheduled, call.now);
    for (const { reminder, reason } of skipped) {
      await transaction.reminders.update(reminder._id, { status: 'skipped', outcome: reason });
    }
    if (content === null) return { message: null, skipped: skipped.length };

    const credit = await reserveCredit(transaction, call, group);
    const message = newMessage(call, group, messageIdFor(live), content, credit);
    await transaction.messages.insert(message);
    for (const { _id } of live) {
      await transaction.reminders.update(_id, { status: 'sent', messageId: message._id });
    }
    await countUnread(transaction, group.addressee);
    return { message, skipped: skipped.length };
  });
}

async function readReminders(
  transaction: TransactionStore,
  reminders: readonly Reminder[],
): Promise<Reminder[]> {
  const fresh: Reminder[] = [];
  for (const { _id } of reminders) {
    const reminder = await transaction.reminders.get(_id);
    if (reminder) fresh.push(reminder);
  }
  return fresh;
}

/** When the answer to our own commit was lost, the rerun finds the message it wrote, still to be sent. */
async function findOwn(
  transaction: TransactionStore,
  fresh: Reminder[],
  { requestId }: TimerCall,
): Promise<Message | null> {
  const messageId = fresh.find((reminder) => reminder.messageId !== null)?.messageId;
  const message = messageId ? await transaction.messages.get(messageId) : null;
  return message?.leaseHolder === requestId && message.delivery === 'pending' ? message : null;
}

/** Takes one send from whichever of the person's openids has one left; null: the message stays in the inbox. */
async function reserveCredit(
  transaction: TransactionStore,
  { settings, now }: TimerCall,
  { kind, addressee }: DueGroup,
): Promise<string | null> {
  const template = settings.messageTemplates[kind];
  if (!template) return null;
  const { appId } = settings.wechat;
  for (const key of addressee.openIdKeys) {
    const openId = openIdOfKey(key, appId);
    if (!isOpenId(openId)) continue;
    const credit = await transaction.subscriptionCredits.get(creditKey(appId, openId, template.templateId));
    if (!credit || credit.available === 0) continue;
    await transaction.subscriptionCredits.update(credit._id, {
      available: credit.available - 1,
      reserved: credit.reserved + 1,
      updatedAt: now,
    });
    return credit._id;
  }
  return null;
}

/** Only members have an inbox with a count; what reached somebody before they joined waits there for them. */
async function countUnread(transaction: TransactionStore, { memberId }: Addressee): Promise<void> {
  if (memberId === null) return;
  const member = await transaction.members.require(memberId, 'internal');
  await transaction.members.update(memberId, { unreadMessages: member.unreadMessages + 1 });
}

function newMessage(
  call: TimerCall,
  { kind, addressee }: DueGroup,
  id: MessageId,
  content: MessageContent,
  credit: string | null,
): Message {
  const recipient: Recipient = addressee.memberId ?? addressee.recipient;
  return {
    _id: id,
    recipient,
    kind,
    ...content,
    channel: credit === null ? 'inbox' : 'wechat',
    delivery: credit === null ? 'delivered' : 'pending',
    note: null,
    sentTo: credit,
    leaseHolder: call.requestId,
    leaseUntil: leaseEnd(call.now),
    createdAt: call.now,
    readAt: null,
  };
}

/** A reminder is sent once, so the first one's id names the message. */
function messageIdFor(reminders: readonly Reminder[]): MessageId {
  const first = reminders.map(({ _id }) => _id).sort()[0] ?? '';
  const id = `msg_${first.replace(/^rem:/, '').replaceAll(':', '-')}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}
