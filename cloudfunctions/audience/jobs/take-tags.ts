import type { MemberId } from '../../../contracts/primitives/ids';
import { marksOf, retagged, type Tagged } from '../../kit/identity/tag-marks';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { changeTags } from './change-tags';
import { readJob, type Acting, type Slice } from './read-job';

type Member = DocumentOf<'members'>;

/** Nobody decided otherwise since. */
const isBy = (member: Tagged, tag: string, by: readonly string[]): boolean =>
  marksOf(member).some((mark) => mark.tag === tag && mark.own === 'given' && by.includes(mark.by));

/** Takes the tag from those of a slice who got it by this job; whoever lost it meanwhile has nothing taken. */
export async function takeTags(store: Store, slice: Slice): Promise<void> {
  const { act } = slice.job;
  if (act.do !== 'tag') return;
  const people = await loadNumbered(store, slice.numbers, 'refuse');
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, slice);
    if (!stored) return;
    let undone = 0;
    for (const { _id } of people)
      if (await takeOne(transaction, { ...slice, job: stored, act }, _id)) undone += 1;
    await transaction.audienceJobs.replace({ ...stored, ...slice.after, undone: stored.undone + undone });
  });
}

/** From whoever they are by now, and from each account that is a part of those: taken apart again, none of them has it. */
async function takeOne(
  transaction: TransactionStore,
  { job, act: { tag }, now }: Acting<'tag'>,
  memberId: MemberId,
): Promise<boolean> {
  const own = await transaction.members.get(memberId);
  const living = own?.mergedInto ? await transaction.members.get(own.mergedInto) : own;
  if (!own || living?.status !== 'active') return false;
  const isPart = living._id !== own._id;
  const parts = isPart ? await readParts(transaction, living, own) : [];
  const left = (member: Member, by: readonly string[]): Tagged | null =>
    isBy(member, tag, by) ? retagged(member, { release: [tag], how: 'segment', by: job._id, at: now }) : null;
  let isTaken = false;
  for (const part of parts) {
    const theirs = left(part, [job._id]);
    if (theirs === null) continue;
    await transaction.members.update(part._id, theirs);
    isTaken = true;
  }
  // Of before marks were kept it is taken to be by this; whoever took another in may have had it before.
  const kept = left(living, isPart ? [job._id] : [job._id, '']);
  if (kept === null) return isTaken;
  await changeTags(transaction, { job, now, action: 'audience.takeTag' }, living, kept);
  return true;
}

async function readParts(transaction: TransactionStore, living: Member, own: Member): Promise<Member[]> {
  const parts = [own];
  for (const id of living.absorbed) {
    const part = id === own._id ? null : await transaction.members.get(id);
    if (part) parts.push(part);
  }
  return parts;
}
