import type { SkipReason } from '../../../contracts/message/message';
import { isMessageId, type MessageId } from '../../../contracts/primitives/ids';
import type { TimerCall } from '../../kit/host/serve-timer';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { clientMessageId } from '../rules/client-message-id';
import { isOwnUnsent, issueMessage, type Draft, type Message, type Profile } from './issue-message';
import { kindSources } from '../kinds/list-kinds';

type Reminder = DocumentOf<'reminders'>;

/** Reminders of one kind for one person that are due together. */
export interface DueGroup extends Pick<Draft, 'addressee' | 'silent' | 'upcoming'> {
  kind: Reminder['kind'];
  reminders: readonly Reminder[];
}

interface Issued {
  /** The message to send; null when another sweep has it or nothing was left to say. */
  message: Message | null;
  skipped: readonly SkipReason[];
}

/**
 * Turns one person's due reminders of a kind into one message, in one transaction: reminders leave `scheduled` and the
 * message appears. Whoever commits sends; a rival finds nothing scheduled. The state of each subject is read here, at
 * send time.
 */
export async function issueReminderMessage(call: TimerCall, group: DueGroup): Promise<Issued> {
  const { addressee, kind } = group;
  return call.store.transact(async (transaction) => {
    const fresh = await readReminders(transaction, group.reminders);
    const own = await findOwn(transaction, fresh, call);
    if (own) return { message: own, skipped: [] };

    const scheduled = fresh.filter(({ status }) => status === 'scheduled');
    const profile = await transaction.messageProfiles.get(addressee.memberId ?? addressee.recipient);
    const unheard = unheardReason(addressee, profile, kind);
    const source = kindSources[kind];
    const judged = await source.judge(transaction, unheard === null ? scheduled : [], call.now);
    const skipped =
      unheard === null ? judged.skipped : scheduled.map((reminder) => ({ reminder, reason: unheard }));
    for (const { reminder, reason } of skipped) {
      await transaction.reminders.update(reminder._id, { status: 'skipped', outcome: reason });
    }
    const { live, content } = judged;
    const reasons = skipped.map(({ reason }) => reason);
    if (content === null) return { message: null, skipped: reasons };

    const draft: Draft = {
      ...group,
      id: messageIdFor(live),
      content,
      channels: source.channels,
      capped: source.capped,
      about: live,
      pushId: null,
      deadline: live.map(({ deadline }) => deadline).reduce((a, b) => (a < b ? a : b)),
      worth: live,
    };
    const message = await issueMessage(transaction, call, draft, profile);
    for (const { _id } of live) {
      await transaction.reminders.update(_id, { status: 'sent', messageId: message._id });
    }
    return { message, skipped: reasons };
  });
}

/** Why this person is told nothing of this kind, whatever it is about. */
function unheardReason(
  { gone }: DueGroup['addressee'],
  profile: Profile | null,
  kind: Reminder['kind'],
): SkipReason | null {
  if (gone) return 'missing';
  return profile?.mutedKinds.includes(kind) ? 'muted' : null;
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

async function findOwn(
  transaction: TransactionStore,
  fresh: Reminder[],
  call: TimerCall,
): Promise<Message | null> {
  const messageId = fresh.find((reminder) => reminder.messageId !== null)?.messageId;
  const message = messageId ? await transaction.messages.get(messageId) : null;
  return message && isOwnUnsent(message, call) ? message : null;
}

const LONGEST_ID = 120;

/** A reminder is sent once, so the first one's id names the message; one too long for an id is hashed. */
function messageIdFor(reminders: readonly Reminder[]): MessageId {
  const first = reminders.map(({ _id }) => _id).sort()[0] ?? '';
  const name = first.replace(/^rem:/, '').replace(/[^0-9A-Za-z_-]/g, '-');
  const id = `msg_${name.length <= LONGEST_ID ? name : clientMessageId(first)}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}
