import { isTooMuch, marksOf, retagged } from '../../kit/identity/tag-marks';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store, TransactionStore } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { changeTags } from './change-tags';
import { keepTagged } from './keep-tagged';
import { readJob, type Acting } from './read-job';
import { saveSlice } from './save-slice';

type Tagging = Acting<'tag'>;

type Features = Pick<DocumentOf<'features'>, '_id' | 'seq'>;

/** The tags of a slice, who told of them, who has them by this job and how far it came are one transaction: a repeat does nothing. */
export async function giveTags(store: Store, tagging: Tagging): Promise<void> {
  const people = await loadNumbered(store, tagging.numbers, 'refuse');
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, tagging);
    if (!stored) return;
    const skips: string[] = [];
    const tagged: number[] = [];
    for (const one of people) {
      const why = await giveOne(transaction, tagging, one);
      if (why) skips.push(why);
      else tagged.push(one.seq);
    }
    await keepTagged(transaction, stored, tagged);
    await saveSlice(transaction, stored, tagging, { looked: people.length, skips });
  });
}

async function giveOne(
  transaction: TransactionStore,
  { job, act: { tag }, now }: Tagging,
  { _id }: Features,
): Promise<string | null> {
  const member = await transaction.members.get(_id);
  if (member?.status !== 'active') return 'no_longer';
  const mark = marksOf(member).find((one) => one.tag === tag);
  if (mark?.own === 'given') return 'has_it';
  // Somebody decided it of this one member: a list of many does not overrule that.
  if (mark?.own === 'kept_off') return 'kept_off';
  const tagged = retagged(member, { give: [tag], how: 'segment', by: job._id, at: now });
  if (tagged === null) return 'has_it';
  if (isTooMuch(tagged)) return 'member_tags_full';
  await changeTags(transaction, { job, now, action: 'audience.giveTag' }, member, tagged);
  return null;
}
