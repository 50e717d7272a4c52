import { isMemberId, isMessageId, type MemberId, type MessageId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { mayActAs } from '../../kit/host/roles';
import type { TimerCall } from '../../kit/host/serve-timer';
import { logLine } from '../../kit/log/log-line';
import { allPages } from '../../kit/store/all-pages';
import { moreThan } from '../../kit/store/condition';
import type { Message } from '../send/issue-message';

type Alarming = Pick<TimerCall, 'store' | 'now' | 'requestId'>;

export interface Alarm {
  part: string;
  /** What it failed with the last time. */
  detail: string;
  /** The first of the failures in a row: names this alarm. */
  since: Instant;
}

const MOST_DETAIL = 300;
const PAGE = 100;

/**
 * Tells the merchant that a part of the sweep does not work: an alarm the operator sees, an error in the log, and a message
 * for everybody who runs the shop and is a member. Told again about the same failures it does nothing. The messages are
 * written here and not by way of a reminder: reminders may be what does not work.
 */
export async function recordAlarm(call: Alarming, { part, detail, since }: Alarm): Promise<void> {
  const { store, now } = call;
  for (const memberId of await listInCharge(call)) await tell(call, memberId, { part, since });
  const isNew = await store.transact(async (transaction) => {
    const known = await transaction.alarms.get(part);
    if (known?.clearedAt === null) return false;
    await transaction.alarms.replace({
      _id: part,
      detail: detail.slice(0, MOST_DETAIL),
      raisedAt: now,
      clearedAt: null,
    });
    return true;
  });
  if (isNew) logLine('error', 'sweep_alarm', { part, detail, requestId: call.requestId });
}

/** The part works again. */
export async function clearAlarm({ store, now }: Alarming, part: string): Promise<void> {
  if (await store.alarms.updateIf(part, { clearedAt: null }, { clearedAt: now }))
    logLine('info', 'sweep_alarm_cleared', { part });
}

/** Owners and operators who are members. */
async function listInCharge({ store }: Alarming): Promise<MemberId[]> {
  const staff = await allPages((cursor) =>
    store.staff.find({ where: { _id: moreThan('') }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const keys = staff.filter(({ roles }) => mayActAs(roles, 'operator')).map(({ _id }) => _id);
  const identities = await store.identities.getMany(keys);
  return [...new Set(identities.map(({ memberId }) => memberId))].filter(isMemberId);
}

async function tell(
  { store, now, requestId }: Alarming,
  memberId: MemberId,
  { part, since }: Pick<Alarm, 'part' | 'since'>,
): Promise<void> {
  const message: Message = {
    _id: messageIdFor(part, since, memberId),
    recipient: memberId,
    kind: 'staff_alarm',
    title: '系统告警',
    lines: [
      `后台任务「${part}」连续失败，相关功能可能会变慢或停下`,
      '恢复后自动解除；一直没有恢复请联系技术人员',
    ],
    page: 'merchant/pages/health/index',
    values: {},
    about: [],
    pushId: null,
    channel: 'inbox',
    delivery: 'delivered',
    note: null,
    sentTo: null,
    fallbackTo: null,
    attempts: 0,
    firstSentAt: null,
    trail: [],
    receipt: null,
    deadline: addMs(now, DAY_MS),
    leaseHolder: requestId,
    wakeAt: now,
    createdAt: now,
    readAt: null,
  };
  await store.transact(async (transaction) => {
    if (await transaction.messages.get(message._id)) return;
    const member = await transaction.members.get(memberId);
    if (member?.status !== 'active') return;
    await transaction.messages.insert(message);
    await transaction.members.update(memberId, { unreadMessages: member.unreadMessages + 1 });
  });
}

function messageIdFor(part: string, since: Instant, memberId: MemberId): MessageId {
  const id = `msg_alarm-${part}-${since}-${memberId}`;
  if (!isMessageId(id)) throw new RangeError(`not a message id: ${id}`);
  return id;
}
