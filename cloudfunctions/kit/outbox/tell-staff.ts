import { isMemberId, isMessageId, type MemberId } from '../../../contracts/primitives/ids';
import type { StaffMessageKind } from '../../../contracts/primitives/staff-message';
import { addMs, DAY_MS } from '../../../contracts/primitives/time';
import { deliveredFacts } from '../facts/message-facts';
import { mayActAs, type Role } from '../host/roles';
import type { TimerCall } from '../host/serve-timer';
import { allPages } from '../store/query/all-pages';
import { moreThan } from '../store/query/condition';
import type { DocumentOf } from '../store/schema';

type Call = Pick<TimerCall, 'store' | 'now' | 'requestId'>;

/** What staff find in their inbox, once per `cause`. */
export interface StaffNote {
  kind: StaffMessageKind;
  /** Names what it is about: told again, it is there already. */
  cause: string;
  title: string;
  lines: readonly string[];
  page: string;
}

const PAGE = 100;

/**
 * A message for everybody of the staff who acts in a role and is a member. Written here and not by way of a reminder: reminders may be
 * what does not work.
 */
export async function tellStaff(call: Call, role: Role, note: StaffNote): Promise<void> {
  for (const memberId of await listMembersOfStaff(call, role)) await tell(call, memberId, note);
}

async function listMembersOfStaff({ store }: Call, role: Role): Promise<MemberId[]> {
  const staff = await allPages((cursor) =>
    store.staff.find({ where: { _id: moreThan('') }, orderBy: '_id', limit: PAGE, cursor }),
  );
  const keys = staff.filter(({ roles }) => mayActAs(roles, role)).map(({ _id }) => _id);
  const identities = await store.identities.getMany(keys);
  return [...new Set(identities.map(({ memberId }) => memberId))].filter(isMemberId);
}

async function tell({ store, now, requestId }: Call, memberId: MemberId, note: StaffNote): Promise<void> {
  const _id = `msg_${note.cause}-${memberId}`;
  if (!isMessageId(_id)) throw new RangeError(`not a message id: ${_id}`);
  const message: DocumentOf<'messages'> = {
    _id,
    recipient: memberId,
    kind: note.kind,
    title: note.title,
    lines: [...note.lines],
    page: note.page,
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
    clickedAt: null,
  };
  await store.transact(async (transaction) => {
    if (await transaction.messages.get(_id)) return;
    const member = await transaction.members.get(memberId);
    if (member?.status !== 'active') return;
    await transaction.messages.insert(message);
    transaction.tell(...deliveredFacts(message, now));
    await transaction.members.update(memberId, { unreadMessages: member.unreadMessages + 1 });
  });
}
