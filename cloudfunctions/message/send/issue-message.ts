import type { MessageKind } from '../../../contracts/message/message';
import { isOpenId, isOpenIdKey, type MessageId, type OpenIdKey } from '../../../contracts/primitives/ids';
import { chinaDateOf, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { creditKey, openIdOfKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { spendsCredit } from '../credit/credit-value';
import { deliveredFacts } from '../../kit/facts/message-facts';
import { capReached, countOne } from '../rules/daily-cap';
import { leaseEnd } from '../rules/lease';
import type { Channels, MessageContent } from '../../kit/outbox/reminder-kind';
import { isOfficial, nextOfficial, type OfficialChannel } from '../rules/official-route';
import type { Addressee } from './resolve-addressees';

export type Message = DocumentOf<'messages'>;
export type Profile = DocumentOf<'messageProfiles'>;

interface Worth {
  dueAt: Instant;
  deadline: Instant;
  worthFen: number;
}

/** A message about to be written, before it is known what will carry it. */
export interface Draft {
  id: MessageId;
  kind: MessageKind;
  addressee: Addressee;
  content: MessageContent;
  channels: Channels;
  capped: boolean;
  /** Lies down in the inbox without a sound, and why. */
  silent: 'quiet' | 'heard_of_another' | null;
  about: readonly { _id: string }[];
  pushId: string | null;
  deadline: Instant;
  worth: readonly Worth[];
  /** What else of the same person may soon want the same template's sends. */
  upcoming: readonly Worth[];
  /** Written by a function that does not send: the sweep takes it up within the minute. */
  handedOver?: boolean;
}

interface Official {
  key: OpenIdKey;
  channel: OfficialChannel;
}

interface Route {
  credit: DocumentOf<'subscriptionCredits'> | null;
  official: Official | null;
  /** Why it stays in the inbox, when it does. */
  note: string | null;
}

/**
 * Writes a message inside the caller's transaction: it is in the inbox from here on, a send is reserved for it when
 * there is one and it is worth it, and the day's tally counts it.
 */
export async function issueMessage(
  transaction: TransactionStore,
  call: TimerCall,
  draft: Draft,
  profile: Profile | null,
): Promise<Message> {
  const route = await routeOf(transaction, call, draft, profile);
  const message = newMessage(call, draft, route);
  transaction.tell(...deliveredFacts(message, call.now));
  await transaction.messages.insert(message);
  if (route.credit) {
    const { _id, available, reserved } = route.credit;
    await transaction.subscriptionCredits.update(_id, {
      available: available - 1,
      reserved: reserved + 1,
      updatedAt: call.now,
    });
  }
  if (message.channel !== 'inbox') {
    const today = countOne(profile?.today ?? null, draft.kind, chinaDateOf(call.now));
    await writeTally(transaction, call, message.recipient, profile, today);
  }
  await countUnread(transaction, draft.addressee);
  return message;
}

async function routeOf(
  transaction: TransactionStore,
  call: TimerCall,
  draft: Draft,
  profile: Profile | null,
): Promise<Route> {
  const inbox = (note: string): Route => ({ credit: null, official: null, note });
  if (draft.silent !== null) return inbox(draft.silent);
  const caps = call.settings.messageRules;
  const today = chinaDateOf(call.now);
  if (draft.capped && capReached(profile?.today ?? null, draft.kind, today, caps)) return inbox('capped');
  const [first, second] = draft.channels;
  const credit = first ? await findCredit(transaction, call, draft) : null;
  const official = second ? officialOf(call, draft) : null;
  const spends = credit && spendsCredit(credit.available, draft.worth, draft.upcoming, call.now);
  if (credit && spends) return { credit, official, note: null };
  if (official) return { credit: null, official, note: null };
  return inbox(credit ? 'kept_for_better' : 'no_send_left');
}

/** A send of whichever of the person's openids has one left. */
async function findCredit(
  transaction: TransactionStore,
  { settings }: TimerCall,
  { kind, addressee }: Draft,
): Promise<Route['credit']> {
  const template = settings.messageTemplates[kind];
  if (!template) return null;
  const { appId } = settings.wechat;
  for (const key of addressee.openIdKeys) {
    const openId = openIdOfKey(key, appId);
    if (!isOpenId(openId)) continue;
    const credit = await transaction.subscriptionCredits.get(creditKey(appId, openId, template.templateId));
    if (credit && credit.available > 0) return credit;
  }
  return null;
}

/** The person as a follower of the official account, found through the identity map (unionid). */
function officialOf({ settings }: TimerCall, { kind, addressee }: Draft): Official | null {
  const account = settings.officialAccount;
  const channel = nextOfficial(account, kind);
  if (account === null || channel === null) return null;
  const key = addressee.openIdKeys.find((one) => openIdOfKey(one, account.appId) !== null);
  return key === undefined ? null : { key, channel };
}

function newMessage(call: TimerCall, draft: Draft, { credit, official, note }: Route): Message {
  const channel = credit ? ('wechat' as const) : (official?.channel ?? 'inbox');
  const hasFallback =
    official !== null &&
    (credit !== null || nextOfficial(call.settings.officialAccount, draft.kind, channel) !== null);
  const { addressee } = draft;
  return {
    _id: draft.id,
    recipient: addressee.memberId ?? addressee.recipient,
    kind: draft.kind,
    ...draft.content,
    about: draft.about.map(({ _id }) => _id),
    pushId: draft.pushId,
    channel,
    delivery: channel === 'inbox' ? 'delivered' : draft.handedOver ? 'retrying' : 'pending',
    note,
    sentTo: credit?._id ?? official?.key ?? null,
    fallbackTo: hasFallback ? official.key : null,
    attempts: 0,
    firstSentAt: null,
    trail: [],
    receipt: null,
    deadline: draft.deadline,
    leaseHolder: call.requestId,
    wakeAt: draft.handedOver ? call.now : leaseEnd(call.now),
    createdAt: call.now,
    readAt: null,
    clickedAt: null,
  };
}

/** Written whole: two sweeps that both make the first profile conflict instead of one failing. */
async function writeTally(
  transaction: TransactionStore,
  { now }: TimerCall,
  recipient: Message['recipient'],
  profile: Profile | null,
  today: NonNullable<Profile['today']>,
): Promise<void> {
  const { mutedKinds, quietHours, personalised } = profile ?? {
    mutedKinds: [],
    quietHours: null,
    personalised: true,
  };
  await transaction.messageProfiles.replace({
    _id: recipient,
    mutedKinds,
    quietHours,
    personalised,
    today,
    updatedAt: now,
  });
}

/** Only members have an inbox with a count; what reached somebody before they joined waits there for them. */
async function countUnread(transaction: TransactionStore, { memberId }: Addressee): Promise<void> {
  if (memberId === null) return;
  const member = await transaction.members.get(memberId);
  // Closed the account since they were looked up.
  if (member) await transaction.members.update(memberId, { unreadMessages: member.unreadMessages + 1 });
}

/** When the answer to our own commit was lost, the rerun finds the message it wrote, still to be sent. */
export const isOwnUnsent = (message: Message, { requestId }: TimerCall): boolean =>
  message.leaseHolder === requestId && message.delivery === 'pending';

/** The official account's openid inside `sentTo`, when the message goes that way. */
export const officialOpenIdOf = (
  message: Message,
  appId: Parameters<typeof openIdOfKey>[1],
): string | null =>
  isOfficial(message.channel) && isOpenIdKey(message.sentTo) ? openIdOfKey(message.sentTo, appId) : null;
