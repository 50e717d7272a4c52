import { addMs, DAY_MS, endOfChinaDay } from '../../../contracts/primitives/time';
import { loadNumbered } from '../../audience/bitmaps/load-numbered';
import { readJob, type Acting } from '../../audience/jobs/read-job';
import { saveSlice } from '../../audience/jobs/save-slice';
import { shortName } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';

/** What is to be done for a slice of a segment, and how far it came, are one transaction: a repeat does nothing. */
export async function openSegmentTasks(store: Store, acting: Acting<'task'>): Promise<void> {
  const people = await loadNumbered(store, acting.numbers, 'refuse');
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, acting);
    if (!stored) return;
    const skips: string[] = [];
    for (const one of people) {
      const why = await openTask(transaction, acting, one);
      if (why) skips.push(why);
    }
    await saveSlice(transaction, stored, acting, { looked: people.length, skips });
  });
}

/** @returns why there is nothing to do for them; null: there is */
async function openTask(
  transaction: TransactionStore,
  { job, act, now }: Acting<'task'>,
  { _id: memberId }: Pick<DocumentOf<'features'>, '_id'>,
): Promise<string | null> {
  const member = await transaction.members.get(memberId);
  if (member?.status !== 'active') return 'no_longer';
  // Who wants nothing picked for them is not picked to be called either.
  if ((await transaction.messageProfiles.get(memberId))?.personalised === false) return 'not_wanted';
  if (act.for === 'leader' && member.leaderId === null) return 'no_leader';
  await transaction.journeyTasks.insert({
    _id: `tsk_${shortName(`${job._id}:${memberId}`)}`,
    journeyId: null,
    segment: job.segment,
    memberId,
    for: act.for,
    leaderId: act.for === 'leader' ? member.leaderId : null,
    title: act.title,
    note: act.note,
    state: 'open',
    dueAt: addMs(endOfChinaDay(now), act.dueDays * DAY_MS),
    done: null,
    doneAt: null,
    createdAt: now,
  });
  return null;
}
