import type { MemberId } from '../../../contracts/primitives/ids';
import { itemOf } from '../../coupon/issue/grant';
import { issueCoupons, readFirstAnswer } from '../../coupon/issue/issue-coupons';
import { auditIdFor } from '../../kit/audit/record-audit';
import { shortName } from '../../kit/ids/spread';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { hasOwnAffair } from './has-own-affair';
import { readJob, type Acting } from './read-job';
import { saveSlice } from './save-slice';

type Giving = Acting<'coupon'>;

/** Each member has one grant by a job, whose answer stands: a slice that is repeated gives nothing twice and counts the same. */
export async function giveCoupons(store: Store, giving: Giving): Promise<void> {
  const { numbers, act } = giving;
  const template = await store.couponTemplates.get(act.templateId);
  const people = await loadNumbered(store, numbers, 'refuse');
  const skips: string[] = [];
  for (const { _id } of people) {
    const why = await giveOne(store, giving, _id, template);
    // Whoever got theirs before the sweep died has it, whatever became of them since.
    if (why && !(await hasIt(store, giving, _id))) skips.push(why);
  }
  await store.transact(async (transaction) => {
    const stored = await readJob(transaction, giving);
    if (!stored) return;
    await saveSlice(transaction, stored, giving, { looked: people.length, skips });
  });
}

const grantTo = ({ job, now }: Giving, memberId: MemberId) => ({
  memberId,
  channel: 'manual' as const,
  occasion: shortName(job._id),
  at: now,
});

async function hasIt(store: Store, giving: Giving, memberId: MemberId): Promise<boolean> {
  const grant = grantTo(giving, memberId);
  const first = await readFirstAnswer(store, { grant, items: [], rememberRefusal: true });
  return first !== null && first.issued.length > 0;
}

/** @returns why it was not given; null: it was */
async function giveOne(
  store: Store,
  giving: Giving,
  memberId: MemberId,
  template: DocumentOf<'couponTemplates'> | null,
): Promise<string | null> {
  const { job, act, now } = giving;
  const [member, profile] = await Promise.all([
    store.members.get(memberId),
    store.messageProfiles.get(memberId),
  ]);
  if (member?.status !== 'active') return 'no_longer';
  // Who wants nothing picked for them is left out of what is given to those who were picked.
  if (profile?.personalised === false) return 'not_wanted';
  if (member.frozen) return 'owner_frozen';
  if (!template) return 'coupon_template_not_found';
  if (await hasOwnAffair(store, job, memberId)) return 'own_affair';
  const grant = grantTo(giving, memberId);
  const items = [itemOf(template, act.quantity)];
  const auditId = auditIdFor(job.requestId, { action: 'audience.beginJob', subjectId: job._id });
  const request = { grant, packId: null, items, allOrNothing: true, rememberRefusal: true, auditId };
  const { issued, refused } = await issueCoupons(store, request, now, { templates: [template] });
  return issued.length > 0 ? null : (refused[0]?.reason ?? 'coupon_not_open');
}
