import type { MemberId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { newStaff } from '../../../stage/counter-stage';
import { join, memberIdOf } from '../../../stage/identity-stage';
import { cloudOfEach, phoneOfEach } from '../../../stage/journey/shared-cloud';
import { addLeader, CHEN, CHEN_CODE } from '../../../stage/leader-stage';
import { csvFile, HEADINGS, sendList, tryList, waitFor } from '../../../stage/office/import-list';
import { STORE } from '../../../stage/payment-stage';
import { phoneOf } from '../../../stage/stage';

/** Who of the staff did what, where the same was done twice, or to many at once. */
const cloud = cloudOfEach();
const he = phoneOfEach(cloud, 'operator-he');
const li = phoneOfEach(cloud, 'owner-li');
const lin = phoneOfEach(cloud, 'shopper-lin');
const [HE, LI, ZHOU, WU] = ['运营小何', '店主李姐', '店员小周', 'wu'];
const reason = '顾客来电';
const later = () => cloud.moveClock(cloud.clock.now() + MINUTE_MS);
const told = async (memberId: MemberId, ...kinds: string[]) =>
  (await he.office.readMemberTimeline({ memberId, cursor: null })).entries
    .filter(({ what }) => kinds.includes(what))
    .map(({ what, by, reason: why }) => [what, by?.name, why]);

it('a coupon redeemed, taken back and redeemed by another clerk names each of them', async () => {
  await join(lin);
  const wu = await newStaff(cloud, WU);
  const zhou = phoneOf(cloud, 'clerk-zhou');
  const [coupon] = (await lin.coupon.listMine({ state: 'usable', cursor: null })).coupons;
  const redeem = { couponId: coupon!.id, storeId: STORE, amountFen: null };
  await zhou.coupon.redeem({ ...redeem, turn: 1 });
  later();
  await zhou.coupon.undoRedeem({ couponId: coupon!.id, turn: 1, reason });
  later();
  await wu.coupon.redeem({ ...redeem, turn: 2 });
  later();
  await wu.coupon.undoRedeem({ couponId: coupon!.id, turn: 2, reason: '扫错了' });
  expect(await told(await memberIdOf(lin), 'coupon_used', 'coupon_returned')).toEqual([
    ['coupon_returned', WU, '扫错了'],
    ['coupon_used', WU, null],
    ['coupon_returned', ZHOU, reason],
    ['coupon_used', ZHOU, null],
  ]);
});

it('a list that is taken back names who took it back, and why', async () => {
  await join(lin, await lin.phoneCode());
  const row = HEADINGS.map((heading) => ({ 手机号: '13800138000', 标签: '老客' })[heading] ?? '');
  const { importId } = await tryList(he, await sendList(he, csvFile([row])));
  await he.office.applyImport({ importId, check: 1, reason });
  await waitFor(he, importId);
  later();
  await li.office.undoImport({ importId, reason: '导错了' });
  await waitFor(li, importId);
  expect((await told(await memberIdOf(lin), 'profile_changed')).slice(0, 2)).toEqual([
    ['profile_changed', LI, '导错了'],
    ['profile_changed', HE, reason],
  ]);
});

it('a team that is handed over, and an application that is decided, name who did it', async () => {
  await lin.member.join({ leaderCode: CHEN_CODE, phoneCode: await lin.phoneCode() });
  const mei = await addLeader(cloud, 'Mei');
  await he.leader.handOver({ fromId: CHEN, toId: mei.id, reason: '搬家', pauseFrom: false });
  const memberId = await memberIdOf(lin);
  expect(await told(memberId, 'leader_changed')).toEqual([['leader_changed', HE, '搬家']]);
  await lin.leader.apply({ name: '小林', storeId: STORE, groupName: '锦绣里团购群', phoneCode: null });
  const [waiting] = (await he.leader.listApplications({ status: 'waiting', cursor: null })).applications;
  const { applicationId } = waiting!;
  await li.leader.decideApplication({ applicationId, decision: 'refuse', reason: '小区已有团长' });
  expect(await told(memberId, 'leader.refuseApplication')).toEqual([
    ['leader.refuseApplication', LI, '小区已有团长'],
  ]);
});
