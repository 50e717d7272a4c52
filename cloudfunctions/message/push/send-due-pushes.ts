import { isMessageId, type MessageId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { issuePack } from '../../coupon/issue/issue-pack';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict, Duplicate, StoreUnavailable } from '../../kit/store/store-error';
import { couponsOf, isUnwanted } from './rules/audience';
import { isOwnUnsent, issueMessage, type Message } from '../send/issue-message';
import { quietUntil } from '../rules/quiet-hours';
import { channelsOf, readPushContent } from './read-push-content';
import { resolveAddressees, type Addressee } from '../send/resolve-addressees';
import { usableCoupons } from './resolve-audience';
import { sendInParallel } from '../send/send-in-parallel';
import { sendMessage } from '../send/send-message';
import { countPush } from './count-push';
import { recordStoppedAccounts } from '../send/record-account-state';

type Push = DocumentOf<'pushes'>;
type Recipient = DocumentOf<'pushRecipients'>;
type Coupon = DocumentOf<'coupons'>;

const PAGE = 100;
/** Of a person's coupons, in the transaction, which has less than 30 operations (decision 0031); the others as they were a moment ago. */
const LOOKED_AT_AGAIN = 10;

/**
 * Sends what pushes are due, a page of people at a time, until the run is out of time; the next minute goes on. Whether
 * it was paused or cancelled is read again for every single person.
 */
export async function sendDuePushes(call: TimerCall): Promise<{ pushed: number }> {
  let pushed = 0;
  if (quietUntil(call.now, call.settings.messageRules.quietHours) !== null) return { pushed };
  await workThrough(call, {
    collection: 'pushes',
    trouble: 'push_not_sent',
    readPage: (cursor) =>
      call.store.pushes.find({
        where: { status: 'sending', sendAt: atMost(call.now) },
        orderBy: 'sendAt',
        limit: 10,
        cursor,
      }),
    async work(push) {
      while (!call.outOfTime()) {
        const done = await sendPage(call, push);
        if (done === 0) break;
        pushed += done;
      }
    },
  });
  await recordStoppedAccounts(call);
  return { pushed };
}

async function sendPage(call: TimerCall, push: Push): Promise<number> {
  const { items: waiting } = await call.store.pushRecipients.find({
    where: { pushId: push._id, state: 'waiting', dueAt: atMost(call.now) },
    orderBy: 'dueAt',
    limit: PAGE,
  });
  const tally = { done: 0, skipped: 0 };
  if (waiting.length > 0) await sendToAll(call, push, waiting, tally);
  await countPush(call, push._id, tally);
  return tally.done;
}

async function sendToAll(
  call: TimerCall,
  push: Push,
  waiting: readonly Recipient[],
  tally: { done: number; skipped: number },
): Promise<void> {
  const members = await call.store.members.getMany(waiting.map(({ memberId }) => memberId));
  const [addressees, coupons, profiles] = await Promise.all([
    resolveAddressees(
      call.store,
      waiting.map(({ memberId }) => memberId),
    ),
    push.kind === 'coupon_expiry'
      ? usableCoupons(call.store, members, call.now)
      : new Map<string, Coupon[]>(),
    call.store.messageProfiles.getMany(waiting.map(({ memberId }) => memberId)),
  ]);
  const ownHours = new Map(profiles.map(({ _id, quietHours }) => [_id, quietHours]));
  await sendInParallel(call, waiting, async (recipient) => {
    const hours = ownHours.get(recipient.memberId);
    const until = hours ? quietUntil(call.now, hours) : null;
    const addressee = addressees.get(recipient.memberId);
    if (until !== null) {
      await call.store.pushRecipients.updateIf(recipient._id, { state: 'waiting' }, { dueAt: until });
    } else if (addressee) {
      const outcome = await sendToOne(call, push, recipient, {
        addressee,
        coupons: couponsOf(push, coupons.get(recipient.memberId) ?? [], call.now),
      });
      if (outcome !== 'left') tally.done += 1;
      if (outcome === 'skipped') tally.skipped += 1;
    }
  });
}

interface Person {
  addressee: Addressee;
  coupons: readonly Coupon[];
}

async function sendToOne(
  call: TimerCall,
  push: Push,
  recipient: Recipient,
  person: Person,
): Promise<'sent' | 'skipped' | 'left'> {
  try {
    if (push.givesPack) await givePack(call, push, recipient);
    const issued = await issuePushMessage(call, push, recipient, person);
    if (typeof issued === 'string') return issued;
    await sendMessage(call, issued);
    return 'sent';
  } catch (error) {
    if (error instanceof Duplicate) return 'left'; // another sweep wrote this message
    if (error instanceof StoreUnavailable || error instanceof Conflict) throw error;
    // One bad document must not keep the others from being told, nor the push from ending.
    logLine('error', 'push_recipient_failed', { recipient: recipient._id, detail: String(error) });
    const given = { state: 'skipped', outcome: 'failed' } as const;
    return (await call.store.pushRecipients.updateIf(recipient._id, { state: 'waiting' }, given))
      ? 'skipped'
      : 'left';
  }
}

/**
 * The coupons come before the message that speaks of them. The push is their occasion, so a repeat gives nothing more;
 * what cannot be issued (sold out, over the limit) does not stop the message.
 */
async function givePack(call: TimerCall, { _id }: Push, { memberId }: Recipient): Promise<void> {
  const { status } = await call.store.pushes.require(_id, 'push_not_found');
  const member = await call.store.members.get(memberId);
  if (status !== 'sending' || member?.status !== 'active') return;
  await issuePack(call.store, { memberId, channel: 'push', occasion: _id }, call.now);
}

/** One person's message in one transaction: the recipient leaves `waiting`, the message appears; a rival finds neither. */
function issuePushMessage(
  call: TimerCall,
  push: Push,
  { _id, memberId }: Recipient,
  { addressee, coupons }: Person,
): Promise<Message | 'skipped' | 'left'> {
  return call.store.transact(async (transaction) => {
    const recipient = await transaction.pushRecipients.require(_id, 'internal');
    const earlier = recipient.messageId && (await transaction.messages.get(recipient.messageId));
    if (earlier && isOwnUnsent(earlier, call)) return earlier;
    const current = await transaction.pushes.require(push._id, 'push_not_found');
    if (recipient.state !== 'waiting' || current.status !== 'sending') return 'left';

    const profile = await transaction.messageProfiles.get(memberId);
    const member = await transaction.members.get(memberId);
    const fresh: Coupon[] = [];
    for (const coupon of coupons.slice(0, LOOKED_AT_AGAIN)) {
      const now = await transaction.coupons.get(coupon._id);
      if (now) fresh.push(now);
    }
    fresh.push(...coupons.slice(LOOKED_AT_AGAIN));
    const muted = isUnwanted(push, profile);
    const said = muted || member?.status !== 'active' ? null : readPushContent(push, member, fresh, call.now);
    if (said === null) {
      const outcome = muted ? 'muted' : 'no_longer_true';
      await transaction.pushRecipients.update(_id, { state: 'skipped', outcome });
      return 'skipped';
    }
    const deadline = said.deadline ?? addMs(call.now, DAY_MS);
    const message = await issueMessage(
      transaction,
      call,
      {
        id: messageIdFor(push, recipient),
        kind: push.kind,
        addressee,
        content: said.content,
        channels: channelsOf(push),
        capped: true,
        silent: null,
        about: [],
        pushId: push._id,
        deadline,
        worth: [{ dueAt: call.now, deadline, worthFen: 0 }],
        upcoming: [],
      },
      profile,
    );
    await transaction.pushRecipients.update(_id, { state: 'sent', messageId: message._id });
    return message;
  });
}

function messageIdFor(push: Push, { memberId }: Recipient): MessageId {
  const id = `msg_${push._id}-${memberId}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}
