import { isMessageId, isOpenId, type MemberId, type MessageId } from '../../contracts/primitives/ids';
import type { TimerCall } from '../kit/host/serve-timer';
import type { Instant } from '../../contracts/primitives/time';
import { creditKey, openIdOfKey } from '../kit/store/document-ids';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';
import { skipReason } from './due-reminders';
import { couponExpiryMessage } from './message-content';
import { leaseEnd } from './lease';

type Reminder = DocumentOf<'reminders'>;
type Coupon = DocumentOf<'coupons'>;
type Message = DocumentOf<'messages'>;

interface Issued {
  /** The message to send; null when another sweep has it or nothing was left to say. */
  message: Message | null;
  skipped: number;
}

/**
 * Turns one member's due reminders into one message, in one transaction: reminders leave `scheduled`, the message
 * appears in the inbox, and a subscription credit is reserved when there is one. Whoever commits sends; a rival
 * finds nothing scheduled. The state of each coupon is read here, at send time.
 */
export async function issueReminderMessage(
  call: TimerCall,
  memberId: MemberId,
  reminders: readonly Reminder[],
  openIdKeys: readonly string[],
): Promise<Issued> {
  return call.store.transact(async (transaction) => {
    const fresh = await readReminders(transaction, reminders);
    const interrupted = await findOwn(transaction, fresh, call);
    if (interrupted) return { message: interrupted, skipped: 0 };

    const { live, skipped } = await sortOut(transaction, fresh, call.now);
    const [first] = live;
    if (!first) return { message: null, skipped };

    const credit = await reserveCredit(transaction, call, openIdKeys);
    const message = newMessage(call, memberId, live, credit);
    await transaction.messages.insert(message);
    for (const { reminder } of live) {
      await transaction.reminders.update(reminder._id, { status: 'sent', messageId: message._id });
    }
    const member = await transaction.members.require(memberId, 'internal');
    await transaction.members.update(memberId, { unreadMessages: member.unreadMessages + 1 });
    return { message, skipped };
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

interface Live {
  reminder: Reminder;
  coupon: Coupon;
}

async function sortOut(
  transaction: TransactionStore,
  reminders: Reminder[],
  now: Instant,
): Promise<{ live: Live[]; skipped: number }> {
  const live: Live[] = [];
  let skipped = 0;
  for (const reminder of reminders) {
    if (reminder.status !== 'scheduled') continue;
    const coupon = await transaction.coupons.get(reminder.subjectId);
    const reason = skipReason(coupon ?? undefined, now);
    if (reason === null && coupon) {
      live.push({ reminder, coupon });
    } else {
      await transaction.reminders.update(reminder._id, { status: 'skipped', outcome: reason ?? 'missing' });
      skipped += 1;
    }
  }
  return { live, skipped };
}

/** Takes one send from whichever of the member's openids has one left; null: the message stays in the inbox. */
async function reserveCredit(
  transaction: TransactionStore,
  { settings, now }: TimerCall,
  openIdKeys: readonly string[],
): Promise<string | null> {
  const template = settings.messageTemplates.coupon_expiry;
  if (!template) return null;
  const { appId } = settings.wechat;
  for (const key of openIdKeys) {
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

function newMessage(
  call: TimerCall,
  memberId: MemberId,
  live: readonly Live[],
  credit: string | null,
): Message {
  const content = couponExpiryMessage(live.map(({ coupon }) => coupon));
  return {
    _id: messageIdFor(live),
    memberId,
    kind: 'coupon_expiry',
    title: content.title,
    lines: content.lines,
    page: content.page,
    values: content.values,
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

/** A subject is reminded of once, so its id names the message. */
function messageIdFor(live: readonly Live[]): MessageId {
  const subject = live.map(({ coupon }) => coupon._id).sort()[0];
  const id = `msg_coupon_expiry-${subject}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}
