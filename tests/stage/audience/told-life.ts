import type { MemberId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { recountFeatures } from '../../../cloudfunctions/audience/clock/recount-features';
import { isCouponTemplateId } from '../../../contracts/primitives/ids';
import type { LocalCloud } from '../../../local/server';
import { join, memberIdOf, personOf } from '../identity-stage';
import { order, pass, refundAll } from '../invite-stage';
import { checkoutOf } from '../points-stage';
import { documentsOf, phoneOf, type Phone } from '../stage';

/** What journeys of the audience share. */

/** What was told can be read two minutes later, and is by the members’ sweep after that, which may rest for four. */
export async function untilTold(cloud: LocalCloud, ms = 0): Promise<void> {
  await pass(cloud, ms + 60_000);
  for (let minute = 0; minute < 6; minute += 1) await pass(cloud);
}

/** The same, until every segment says how many it has. */
export async function untilCounted(cloud: LocalCloud): Promise<void> {
  await untilTold(cloud);
  for (let minute = 0; minute < 8; minute += 1) await pass(cloud);
}

export const featuresOfMember = (cloud: LocalCloud, id: MemberId) =>
  documentsOf(cloud, 'features').find(({ _id }) => _id === id);

/** What a recount of everybody finds that is not as stored. */
export async function featureDifferences(cloud: LocalCloud) {
  const { store, now } = checkoutOf(cloud);
  const { found } = await recountFeatures(store, now(), null, () => false);
  // Bitmaps follow two minutes later: recounted-segments.ts looks at them.
  return found
    .map(({ memberId, what }) => ({ memberId, what: what.filter((one) => !one.startsWith('bit:')) }))
    .filter(({ what }) => what.length > 0);
}

export interface Somebody {
  phone: Phone;
  memberId: MemberId;
}

export async function newcomer(cloud: LocalCloud, name: string): Promise<Somebody> {
  const phone = personOf(cloud, name);
  await join(phone);
  return { phone, memberId: await memberIdOf(phone) };
}

/** Two orders, of which one comes back, a coupon collected, a tag: told by five areas. */
export async function liveALittle(cloud: LocalCloud, { phone, memberId }: Somebody): Promise<void> {
  const templateId = 'tpl_weekend-15';
  if (isCouponTemplateId(templateId)) await phone.coupon.collect({ templateId });
  const first = await order(cloud, phone, 12_000);
  await pass(cloud, 3 * DAY_MS);
  await order(cloud, phone, 30_000);
  await refundAll(cloud, first);
  await cloud.wechat.pay.deliverDue();
  await phoneOf(cloud, 'operator-he').office.tagMember({
    memberId,
    add: ['常客'],
    remove: [],
    reason: '老顾客',
  });
}
