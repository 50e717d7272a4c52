import { marksOf, retagged, type Tagged } from '../../kit/identity/tag-marks';
import type { Store } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { changeTags } from './change-tags';
import { readJob, type Slice } from './read-job';

/** Nobody decided otherwise since; of before marks were kept it is taken to be so. */
const isBy = (member: Tagged, tag: string, jobId: string): boolean =>
  marksOf(member).some(
    (mark) => mark.tag === tag && mark.own === 'given' && (mark.by === jobId || mark.by === ''),
  );

/** Takes the tag from those of a slice who got it by this job; whoever lost it meanwhile has nothing taken. */
export async function takeTags(store: Store, slice: Slice): Promise<void> {
  const { job, numbers, after, now } = slice;
  const { act } = job;
  if (act.do !== 'tag') return;
  const people = await loadNumbered(store, numbers);
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, slice);
    if (!stored) return;
    let undone = 0;
    for (const { _id } of people) {
      const member = await transaction.members.get(_id);
      if (member?.status !== 'active' || !isBy(member, act.tag, job._id)) continue;
      const left = retagged(member, { release: [act.tag], how: 'segment', by: job._id, at: now });
      if (left === null) continue;
      await changeTags(transaction, { job: stored, now, action: 'audience.takeTag' }, member, left);
      undone += 1;
    }
    await transaction.audienceJobs.replace({ ...stored, ...after, undone: stored.undone + undone });
  });
}
