import type { Instant } from '../../../contracts/primitives/time';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost, lessThan } from '../../kit/store/query/condition';
import { followPoints } from './follow-points';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { charterNotice, charterNoticeId } from '../notices/charter-changed';

/** With where it stands, what a transaction writes. */
const MEMBERS_AT_ONCE = 20;

/** Tells every member of a change of the charter, a page in a transaction; how far it came is written down with it. */
export async function tellCharter(call: Working): Promise<{ charterTold: number }> {
  const { store, now } = call;
  let charterTold = 0;
  await followPoints(store, now);
  await workThrough(call, {
    collection: 'charterChanges',
    trouble: 'charter_not_told',
    readPage: (cursor) =>
      store.charterChanges.find({
        where: { dueAt: atMost<Instant | null>(now) },
        orderBy: 'dueAt',
        limit: 10,
        cursor,
      }),
    async work({ _id }) {
      let told: number | null = 0;
      while (told !== null && !call.outOfTime()) {
        told = await tellPage(call, _id);
        charterTold += told ?? 0;
      }
    },
  });
  return { charterTold };
}

/**
 * Who joined after it was announced has read it; who was merged is told as who has everything now.
 * @returns how many were told; null: all were
 */
async function tellPage({ store, now }: Working, changeId: string): Promise<number | null> {
  const change = await store.charterChanges.get(changeId);
  if (!change || change.dueAt === null) return null;
  // Members themselves: who joined minutes before has no standing yet.
  const { items, nextCursor } = await store.members.find({
    where: { joinedAt: lessThan(change.announcedAt) },
    orderBy: '_id',
    limit: MEMBERS_AT_ONCE,
    cursor: change.cursor,
  });
  const living = items.filter(({ mergedInto }) => mergedInto === null);
  const members = change.callsOff === null ? living : await toldOf(store, living, change.callsOff);
  const isMine = await store.transact(async (transaction) => {
    const current = await transaction.charterChanges.get(changeId);
    // Another sweep told them, or there is nothing to tell any more.
    if (!current || current.dueAt === null || current.cursor !== change.cursor) return false;
    transaction.remind(...members.map(({ _id }) => charterNotice(_id, current, now)));
    await transaction.charterChanges.replace({
      ...current,
      cursor: nextCursor,
      told: current.told + members.length,
      dueAt: nextCursor === null ? null : current.dueAt,
    });
    return true;
  });
  if (!isMine) return 0;
  return nextCursor === null ? null : members.length;
}

type Member = DocumentOf<'members'>;

/** Of these who had the message about a change: under whichever id that is theirs. */
async function toldOf(store: ReadStore, members: readonly Member[], changeId: string): Promise<Member[]> {
  const idsOf = ({ _id, absorbed }: Member) => [_id, ...absorbed].map((id) => charterNoticeId(id, changeId));
  const reminders = await store.reminders.getMany(members.flatMap(idsOf));
  const sent = new Set(reminders.filter(({ status }) => status === 'sent').map(({ _id }) => _id));
  return members.filter((member) => idsOf(member).some((id) => sent.has(id)));
}
