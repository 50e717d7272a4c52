import { couponTemplateId } from '@contracts/values';
import { MINUTE_MS } from '@contracts/primitives/time';
import { join, memberIdOf } from '../../../stage/identity-stage';
import { order, pass } from '../../../stage/invite-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { billOf, prepareInWechat, STORE } from '../../../stage/payment-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

const cloud = sharedCloud();
const WEEKEND = couponTemplateId.parse('tpl_weekend-15');
const he = () => phoneOf(cloud, 'operator-he');
const settle = async () => {
  for (let minute = 0; minute < 5; minute += 1) await pass(cloud, MINUTE_MS);
};

it('the list’s 可用券 is what somebody has, also while an order holds one or a friend is offered one', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin);
  const memberId = await memberIdOf(lin);
  const give = { memberId, templateId: WEEKEND, quantity: 1, reason: '补发' };
  await he().coupon.issueByHand(give);
  await settle();
  const listed = async () =>
    documentsOf(cloud, 'memberIndex').find(({ _id }) => _id === memberId)?.coupons ?? null;
  const all = await listed();
  expect(all).toBe(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'unused').length);
  const gift = documentsOf(cloud, 'coupons').find(
    ({ templateId, status }) => templateId === WEEKEND && status === 'unused',
  )!;
  await lin.coupon.offer({ couponId: gift._id });
  const orderId = await billOf(cloud, 10_000);
  await prepareInWechat(lin, orderId);
  expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'unused')).toHaveLength(all! - 2);
  // The row is made anew meanwhile.
  await he().office.tagMember({ memberId, add: ['老客'], remove: [], reason: '常来' });
  await settle();
  await lin.payment.cancel({ orderId });
  await settle();
  expect(await listed()).toBe(all);
});

it('the counter shows what was bought at its own store, behind however many newer orders elsewhere', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  await join(lin);
  const orderId = await order(cloud, lin, 8_000);
  const own = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const elsewhere = Array.from({ length: 60 }, (_, at) => ({
    ...own,
    _id: `${own._id.slice(0, -2)}${String(at).padStart(2, '0')}`,
    storeId: 'sto_other',
    createdAt: own.createdAt + 1 + at,
  }));
  await cloud.database.environment(cloud.env).insert('orders', elsewhere);
  const cardNumber = documentsOf(cloud, 'members')[0]!.card.number;
  const seen = await phoneOf(cloud, 'clerk-zhou').office.readMemberAtCounter({ storeId: STORE, cardNumber });
  expect(seen.orders).toMatchObject([{ amountFen: 8_000 }]);
});
