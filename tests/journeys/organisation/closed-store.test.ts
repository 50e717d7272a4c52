import { fen } from '@contracts/primitives/fen';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { comeTo, publishVisits } from '../../stage/play/visit-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../stage/stage';
import { codeOf, eggs } from '../points/mall-stage';

/** 暂停营业: nothing new is begun there, and what was begun before is finished or given back. */
const cloud = sharedCloud();
const closed = { code: 'store_closed' };
const setOpen = (open: boolean) =>
  phoneOf(cloud, 'operator-he').merchant.setStoreOpen({ storeId: STORE, open, reason: '装修两周' });
beforeEach(async () => {
  cloud.moveClock(NOON);
  await setOpen(true);
});

it('takes no new redemption order, and says so beforehand; what was ordered is handed out, or given up for its points', async () => {
  const lin = await shopperWithPoints(cloud, 'shopper-lin', 2_000);
  const wang = await shopperWithPoints(cloud, 'shopper-wang', 2_000);
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const requestId = newTestRequest();
  const ordered = await lin.phone.points.exchange(eggs, { requestId });
  const other = await wang.phone.points.exchange(eggs);
  await setOpen(false);
  // The order of before is answered the same, handed out, and given up.
  expect(await lin.phone.points.exchange(eggs, { requestId })).toEqual(ordered);
  await clerk.points.verifyRedemption({ code: codeOf(ordered.redemption) });
  await wang.phone.points.cancelRedemption({ redemptionId: other.redemption.id });
  const seen = await wang.phone.points.readReward({ rewardId: eggs.rewardId });
  expect(seen.reward.unavailableReason).toContain('暂停营业');
  await expect(wang.phone.points.exchange(eggs)).rejects.toMatchObject(closed);
  expect((await wang.phone.points.listRewards({ cursor: null })).balance).toBe(2_000);
  await setOpen(true);
  await expect(wang.phone.points.exchange(eggs)).resolves.toBeDefined();
});

it('redeems no coupon, and says so when it is looked up; what was redeemed is answered again and may be taken back', async () => {
  const lin = phoneOf(cloud, 'shopper-lin');
  const clerk = phoneOf(cloud, 'clerk-zhou');
  await lin.member.join({ leaderCode: null, phoneCode: null });
  const [first, second] = (await lin.coupon.listMine({ state: 'usable', cursor: null })).coupons;
  if (!first || !second) throw new Error('no coupons');
  const confirm = { couponId: first.id, turn: 1, storeId: STORE, amountFen: fen(9_900) };
  const redeemed = await clerk.coupon.redeem(confirm);
  await setOpen(false);
  const refused = clerk.coupon.redeem({ ...confirm, couponId: second.id });
  await expect(refused).rejects.toMatchObject(closed);
  const shown = documentsOf(cloud, 'coupons').find(({ _id }) => _id === second.id)?.code ?? '';
  const { coupons } = await clerk.coupon.lookUp({ shown, storeId: STORE, amountFen: null });
  expect(coupons.map(({ refusal }) => refusal)).toEqual([expect.stringContaining('暂停营业')]);
  expect((await clerk.coupon.redeem(confirm)).redemption).toEqual(redeemed.redemption);
  await clerk.coupon.undoRedeem({ couponId: first.id, turn: 1, reason: '顾客换了一张' });
  await setOpen(true);
  await expect(clerk.coupon.redeem({ ...confirm, couponId: second.id })).resolves.toBeDefined();
});

it('gives no gift for coming, no right of a tier and no leader; what was given is answered again and may be taken back', async () => {
  await publishVisits(cloud);
  const right = { id: 'lane', kind: 'priority' as const, name: '优先', terms: '排队时优先', fromLevel: 0 };
  await publishGrowth(cloud, { privileges: [{ ...right, value: null, quota: null }] });
  const lin = await shopperWithPoints(cloud, 'shopper-lin', 100);
  const wang = await shopperWithPoints(cloud, 'shopper-wang', 100);
  await untilGrown(cloud);
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const use = async (phone: typeof lin.phone, requestId = newTestRequest()) => {
    const { code } = await phone.member.readCode({});
    const wish = { memberCode: code, privilegeId: 'lane', storeId: STORE };
    return clerk.growth.usePrivilege(wish, { requestId });
  };
  const [coming, using] = [newTestRequest(), newTestRequest()];
  const came = await comeTo(cloud, lin.phone, { requestId: coming });
  const used = await use(lin.phone, using);
  await setOpen(false);
  expect(await comeTo(cloud, lin.phone, { requestId: coming })).toEqual(came);
  expect((await use(lin.phone, using)).left).toEqual(used.left);
  await expect(comeTo(cloud, wang.phone)).rejects.toMatchObject(closed);
  await expect(use(wang.phone)).rejects.toMatchObject(closed);
  const wish = { name: '小王', storeId: STORE, groupName: '锦绣里', phoneCode: await wang.phone.phoneCode() };
  await expect(wang.phone.leader.apply(wish)).rejects.toMatchObject(closed);
  await clerk.growth.undoPrivilege({ use: used.use });
  await setOpen(true);
  await expect(comeTo(cloud, wang.phone)).resolves.toBeDefined();
  await expect(use(wang.phone)).resolves.toBeDefined();
});
