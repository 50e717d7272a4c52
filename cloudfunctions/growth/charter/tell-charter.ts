import { DAY_MS, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough, type Working } from '../../kit/host/work-through';
import { atMost, lessThan } from '../../kit/store/query/condition';
import { followPoints } from './follow-points';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { startIfTold, startOnceTold } from '../../points/rules/announced';
import { scheduleStart } from './schedule-start';
import { charterNotice, charterNoticeId } from '../notices/charter-changed';

/** With where it stands, what a transaction writes. */
const MEMBERS_AT_ONCE = 20;
/** Whose message is looked for. */
const HEARD_AT_ONCE = 100;
const STUCK_MS = DAY_MS;

type Telling = Working & Pick<TimerCall, 'settings'>;

/**
 * Tells every member of a change of the charter, a page in a transaction; how far it came is written down with it. Then it looks, a page
 * after the other, whether the messages went out: the change holds seven whole days after that, however late it was.
 */
export async function tellCharter(call: Telling): Promise<{ charterTold: number }> {
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
      await postpone(call, _id);
      while (told !== null && !call.outOfTime()) {
        told = await tellPage(call, _id);
        charterTold += told ?? 0;
      }
      while (!call.outOfTime() && (await hearPage(call, _id)));
    },
  });
  return { charterTold };
}

/**
 * Who joins after it was announced is told when they are heard of first; who was merged is told as who has everything now.
 * @returns how many were told; null: all were
 */
async function tellPage({ store, now }: Telling, changeId: string): Promise<number | null> {
  const change = await store.charterChanges.get(changeId);
  if (!change || change.dueAt === null || change.isWritten) return null;
  // Members themselves: who joined minutes before has no standing yet.
  const { items, nextCursor } = await readMembers(store, change, MEMBERS_AT_ONCE);
  const living = items.filter(({ mergedInto }) => mergedInto === null);
  const members = change.callsOff === null ? living : await toldOf(store, living, change.callsOff);
  const isMine = await store.transact(async (transaction) => {
    const current = await transaction.charterChanges.get(changeId);
    // Another sweep told them, or there is nothing to tell any more.
    if (!current || current.dueAt === null || current.isWritten || current.cursor !== change.cursor)
      return false;
    transaction.remind(...members.map(({ _id }) => charterNotice(_id, current, now)));
    await transaction.charterChanges.replace({
      ...current,
      cursor: nextCursor,
      told: current.told + members.length,
      ...(nextCursor === null && { isWritten: true, dueAt: current.isUntold ? now : null }),
    });
    return true;
  });
  if (!isMine) return 0;
  return nextCursor === null ? null : members.length;
}

type Change = DocumentOf<'charterChanges'>;

/** Written too late for its day, it holds later; what members are told says when. */
async function postpone({ store, now, settings }: Telling, changeId: string): Promise<void> {
  const change = await store.charterChanges.get(changeId);
  if (!change?.isUntold) return;
  const from = startIfTold(now, settings.messageRules.quietHours);
  if (from > change.from) await scheduleStart(store, changeId, { from, isUntold: true });
}

/** @returns whether there is another page; none: everybody was told, or somebody is to be waited for */
async function hearPage({ store, now }: Telling, changeId: string): Promise<boolean> {
  const change = await store.charterChanges.get(changeId);
  if (!change?.isUntold || !change.isWritten || change.dueAt === null || change.dueAt > now) return false;
  const { items, nextCursor } = await readMembers(store, change, HEARD_AT_ONCE);
  const waits = await waitsFor(store, items, changeId, now);
  if (waits !== null) {
    await store.charterChanges.updateIf(
      changeId,
      { cursor: change.cursor, isUntold: true },
      { dueAt: waits },
    );
    return false;
  }
  if (nextCursor !== null)
    return store.charterChanges.updateIf(
      changeId,
      { cursor: change.cursor, isUntold: true },
      { cursor: nextCursor },
    );
  const from = instant(Math.max(change.from, startOnceTold(now)));
  await scheduleStart(store, changeId, { from, isUntold: false, dueAt: null });
  return false;
}

/** When to look again, for somebody’s message did not go out yet; null: all did. One that is stuck where others’ went out stops nobody. */
async function waitsFor(
  store: ReadStore,
  members: readonly Member[],
  changeId: string,
  now: Instant,
): Promise<Instant | null> {
  const ids = members.flatMap(({ _id, absorbed }) => [_id, ...absorbed]);
  const reminders = await store.reminders.getMany(ids.map((id) => charterNoticeId(id, changeId)));
  const wentOut = reminders.some(({ status }) => status === 'sent');
  const waiting = reminders.filter(
    ({ status, dueAt }) => status === 'scheduled' && !(wentOut && dueAt < now - STUCK_MS),
  );
  if (waiting.length === 0) return null;
  const soonest = Math.min(...waiting.map(({ dueAt }) => dueAt));
  return instant(Math.max(soonest, now) + MINUTE_MS);
}

const readMembers = (store: ReadStore, { announcedAt, cursor }: Change, limit: number) =>
  store.members.find({ where: { joinedAt: lessThan(announcedAt) }, orderBy: '_id', limit, cursor });

type Member = DocumentOf<'members'>;

/** Of these who had the message about a change: under whichever id that is theirs. */
async function toldOf(store: ReadStore, members: readonly Member[], changeId: string): Promise<Member[]> {
  const idsOf = ({ _id, absorbed }: Member) => [_id, ...absorbed].map((id) => charterNoticeId(id, changeId));
  const reminders = await store.reminders.getMany(members.flatMap(idsOf));
  const sent = new Set(reminders.filter(({ status }) => status === 'sent').map(({ _id }) => _id));
  return members.filter((member) => idsOf(member).some((id) => sent.has(id)));
}
