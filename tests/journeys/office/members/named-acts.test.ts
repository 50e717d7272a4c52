import type { MemberId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { join, joinTwice, memberIdOf } from '../../../stage/identity-stage';
import { planOf, publish, tagAs } from '../../../stage/journey/journey-stage';
import { cloudOfEach, phoneOfEach } from '../../../stage/journey/shared-cloud';
import { STORE } from '../../../stage/payment-stage';
import { shopperWithPoints } from '../../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf } from '../../../stage/stage';

/** What staff did about somebody stands in their timeline with who did it, and is found in the log by the member. */
const cloud = cloudOfEach();
const he = phoneOfEach(cloud, 'operator-he');
const lin = phoneOfEach(cloud, 'shopper-lin');
const HE = '运营小何';
const reason = '顾客来电';
const told = async (memberId: MemberId, ...kinds: string[]) =>
  (await he.office.readMemberTimeline({ memberId, cursor: null })).entries
    .filter(({ what }) => kinds.includes(what))
    .map(({ what, by, reason: why }) => [what, by?.name ?? null, why]);
const logged = async (about: MemberId) =>
  (await he.office.listAudit({ cursor: null, about })).entries.map(({ action }) => action);

it('points by hand, of both where they went from one to another', async () => {
  const { memberId } = await shopperWithPoints(cloud, 'shopper-lin', 0);
  const { memberId: other } = await shopperWithPoints(cloud, 'shopper-wang', 0);
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await he.points.adjust({ memberId, points: 100, reason });
  cloud.moveClock(cloud.clock.now() + MINUTE_MS);
  await he.points.transfer({ fromMemberId: memberId, toMemberId: other, points: 40, reason: '转给家人' });
  expect(await told(memberId, 'points_earned', 'points_spent')).toEqual([
    ['points_spent', HE, '转给家人'],
    ['points_earned', HE, reason],
  ]);
  expect(await told(other, 'points_earned', 'points.transfer')).toEqual([
    ['points_earned', HE, '转给家人'],
    ['points.transfer', HE, '转给家人'],
  ]);
});

it('a coupon extended, taken back after it was redeemed, and revoked', async () => {
  await join(lin);
  const memberId = await memberIdOf(lin);
  const [one, two] = (await lin.coupon.listMine({ state: 'usable', cursor: null })).coupons;
  const selection = { couponIds: [one!.id] };
  const expiresAt = addMs(instant(cloud.clock.now()), 400 * DAY_MS);
  await he.coupon.extendCoupons({ selection, expiresAt, reason, cursor: null });
  expect(await told(memberId, 'coupon.extend')).toEqual([['coupon.extend', HE, reason]]);
  const zhou = phoneOf(cloud, 'clerk-zhou');
  await zhou.coupon.redeem({ couponId: one!.id, turn: 1, storeId: STORE, amountFen: null });
  await zhou.coupon.undoRedeem({ couponId: one!.id, turn: 1, reason });
  await he.coupon.revokeCoupons({ selection: { couponIds: [two!.id] }, reason, cursor: null });
  const entries = await logged(memberId);
  for (const action of ['coupon.extend', 'coupon.redeem', 'coupon.undoRedeem', 'coupon.revoke'])
    expect(entries).toContain(action);
});

it('a case, of both; an applicant’s number that was read out; a journey entered by hand, once', async () => {
  const { one, two } = await joinTwice(cloud);
  const [memberId, otherId] = [await memberIdOf(one), await memberIdOf(two)];
  await he.identityMap.openCase({ memberId, otherId, reason });
  for (const id of [memberId, otherId])
    expect([await told(id, 'identity.openCase'), await logged(id)]).toEqual([
      [['identity.openCase', HE, reason]],
      ['identity.openCase'],
    ]);
  await one.leader.apply({ name: '小林', storeId: STORE, groupName: '锦绣里团购群', phoneCode: null });
  const [waiting] = (await he.leader.listApplications({ status: 'waiting', cursor: null })).applications;
  await he.leader.tellApplicantPhone({ applicationId: waiting!.applicationId });
  expect(await told(memberId, 'leader.tellApplicantPhone')).toEqual([
    ['leader.tellApplicantPhone', HE, '核实团长申请'],
  ]);
  const journeyId = await publish(cloud, '欢迎', planOf([tagAs('a', '新客', null)]));
  const enter = { journeyId, memberIds: [memberId] };
  const by = { requestId: newTestRequest() };
  await he.journey.enterByHand(enter, by);
  await he.journey.enterByHand(enter, by);
  expect(await told(memberId, 'journey.enterByHand')).toEqual([['journey.enterByHand', HE, null]]);
});

it('a file of members says what it was narrowed to, and not who was searched for', async () => {
  await join(lin, await lin.phoneCode());
  const file = { format: 'csv' as const, reason, withPhones: false };
  await he.office.exportMembers({ ...file, filter: { birthMonth: 3, tag: '老客' } });
  await he.office.exportMembers({ ...file, filter: { text: '13800138000' } });
  const entries = documentsOf(cloud, 'auditEntries').filter(
    ({ action }) => action === 'office.exportMembers',
  );
  expect(entries.map(({ after }) => after)).toEqual([{ birthMonth: 3, tag: '老客' }, { searched: true }]);
  expect(JSON.stringify(documentsOf(cloud, 'auditEntries'))).not.toContain('13800138000');
});
