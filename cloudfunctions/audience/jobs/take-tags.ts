import type { Store } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { changeTags } from './change-tags';
import { readJob, type Slice } from './read-job';

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
      if (member?.status !== 'active' || !member.tags.includes(act.tag)) continue;
      const left = member.tags.filter((tag) => tag !== act.tag);
      await changeTags(transaction, { job: stored, now, action: 'audience.takeTag' }, member, left);
      undone += 1;
    }
    await transaction.audienceJobs.replace({ ...stored, ...after, undone: stored.undone + undone });
  });
}
