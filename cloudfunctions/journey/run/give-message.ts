import { isMessageId, type MessageId } from '../../../contracts/primitives/ids';
import type { NodeOf } from '../../../contracts/journey/journey-graph';
import {
  addMs,
  chinaDateOf,
  endOfChinaDay,
  MINUTE_MS,
  type Instant,
} from '../../../contracts/primitives/time';
import { lessThan } from '../../kit/store/query/condition';
import type { TransactionStore } from '../../kit/store/store';
import { campaign } from '../../message/kinds/campaign';
import { roomLeft } from '../../message/rules/daily-cap';
import { issueMessage, type Draft, type Message, type Profile } from '../../message/send/issue-message';
import { resolveAddressees, type Addressee } from '../../message/send/resolve-addressees';
import { heldBy, type Held } from '../rules/held';
import { filled, textFor, valuesOf, type Values } from '../rules/texts';
import type { Run } from './save-run';
import type { Moving } from './load-moving';
import type { Traveller } from './load-traveller';

type MessageNode = NodeOf<'message'>;

/** What is read before the transaction. */
export interface Prepared {
  addressee: Addressee;
  values: Values;
  storeId: string | null;
  /** Reminders they are to have today. */
  reminders: number;
  /** Runs of theirs that go first today. */
  before: number;
}

export async function prepareMessage(
  { call }: Moving,
  run: Run,
  { features, member }: Traveller,
): Promise<Prepared | null> {
  const { store, now } = call;
  const storeId = features?.of?.storeId ?? null;
  const endOfDay = endOfChinaDay(now);
  const [addressees, tier, store_, others, reminders] = await Promise.all([
    resolveAddressees(store, [run.memberId]),
    store.tierStates.get(run.memberId),
    storeId === null ? null : store.stores.get(storeId),
    store.journeyRuns.find({
      where: { memberId: run.memberId, state: 'active' },
      orderBy: '_id',
      limit: 100,
    }),
    store.reminders.count({
      where: { recipient: run.memberId, status: 'scheduled', dueAt: lessThan(endOfDay) },
    }),
  ]);
  const addressee = addressees.get(run.memberId);
  if (!addressee || !member) return null;
  return {
    addressee,
    reminders,
    storeId,
    values: valuesOf({
      nickname: member.nickname,
      tier: tier?.tier ?? null,
      points: features?.of?.points ?? 0,
      store: store_?.name ?? null,
    }),
    before: others.items.filter(
      ({ _id, priority, wakeAt }) =>
        _id !== run._id && priority > run.priority && wakeAt !== null && wakeAt < endOfDay,
    ).length,
  };
}

export function messageIdOf(key: string): MessageId {
  const id = `msg_${key.replaceAll(':', '-')}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}

interface Giving {
  node: MessageNode;
  key: string;
  dueAt: Instant;
  prepared: Prepared;
  profile: Profile | null;
}

/** The message in the transaction of its step, or why it is held. */
export async function giveMessage(
  transaction: TransactionStore,
  { call }: Moving,
  { node, key, dueAt, prepared, profile }: Giving,
): Promise<{ held: Held; channel: Message['channel'] | null }> {
  const { now, settings } = call;
  const rules = settings.messageRules;
  const { reminders, before } = prepared;
  const room = roomLeft(profile?.today ?? null, 'campaign', chinaDateOf(now), rules);
  const quiet = profile?.quietHours ?? rules.quietHours;
  const held = heldBy({ dueAt, node, quiet, room, reminders, before }, now);
  if (held.act !== 'send') return { held, channel: null };
  const deadline = addMs(dueAt, node.usefulMinutes * MINUTE_MS);
  const draft: Draft = {
    id: messageIdOf(key),
    kind: 'campaign',
    addressee: prepared.addressee,
    content: contentOf(node, prepared),
    channels: campaign.channels,
    capped: true,
    silent: held.silent,
    about: [],
    pushId: null,
    deadline,
    worth: [{ dueAt: now, deadline, worthFen: 0 }],
    upcoming: [],
    handedOver: true,
  };
  return { held, channel: (await issueMessage(transaction, call, draft, profile)).channel };
}

/** The inbox shows one text, WeChat's template another where there is one. */
function contentOf(node: MessageNode, { storeId, values }: Prepared): Draft['content'] {
  const inbox = textFor(node, storeId, 'inbox');
  const wechat = textFor(node, storeId, 'wechat');
  const say = (text: string): string => filled(text, values);
  return {
    ...campaign.content({ title: say(inbox.title), body: say(inbox.body) }),
    values: { title: say(wechat.title), body: say(wechat.body) },
  };
}
