import { isCouponTemplateId, isRewardId } from '@contracts/primitives/ids';
import { isPickupCode } from '@contracts/primitives/codes/pickup-code';
import { DAY_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { join, joinTwice, latestMerge, personOf } from '../../stage/identity-stage';
import { STORE } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** 注销账户 with something begun and not ended: it ends, goes to nobody, and holds nothing back from others. */
const cloud = sharedCloud();

async function graceEnds(): Promise<void> {
  cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
  for (let minute = 0; minute < 3; minute += 1) {
    await cloud.triggerTimers();
    cloud.moveClock(cloud.clock.now() + 3 * MINUTE_MS);
  }
}

const WEEKEND = 'tpl_weekend-15';
async function offerOf(who: Phone) {
  if (!isCouponTemplateId(WEEKEND)) throw new Error(WEEKEND);
  const { coupon } = await who.coupon.collect({ templateId: WEEKEND });
  return (await who.coupon.offer({ couponId: coupon.id })).offerCode;
}

describe('a coupon that was offered to a friend', () => {
  let lin: Phone;
  let wang: Phone;
  beforeEach(async () => {
    [lin, wang] = [personOf(cloud, 'oLin-1'), personOf(cloud, 'oWang-2')];
    await join(lin);
    await join(wang);
  });

  it('and not taken goes with the account, and its stock stays issued', async () => {
    const offerCode = await offerOf(lin);
    await lin.identityMap.requestClosure({});
    await graceEnds();
    await expect(wang.coupon.takeOffer({ offerCode })).rejects.toMatchObject({ code: 'offer_not_found' });
    expect(documentsOf(cloud, 'coupons').filter(({ templateId }) => templateId === WEEKEND)).toEqual([]);
    const stock = documentsOf(cloud, 'couponStock').filter(({ templateId }) => templateId === WEEKEND);
    const sum = (of: (shard: (typeof stock)[number]) => number) =>
      stock.reduce((all, one) => all + of(one), 0);
    expect([sum(({ issued }) => issued), sum(({ erased }) => erased)]).toEqual([1, 1]);
  });

  it('and taken in the grace is the friend’s', async () => {
    const offerCode = await offerOf(lin);
    await lin.identityMap.requestClosure({});
    const { coupon } = await wang.coupon.takeOffer({ offerCode });
    await graceEnds();
    expect((await wang.coupon.readMine({ couponId: coupon.id })).coupon).toMatchObject({ id: coupon.id });
  });
});

it('an exchange that waits at the store ends: its code is void, its points go to nobody, its stock is there again', async () => {
  const { phone: lin } = await shopperWithPoints(cloud, { openid: 'oLin-1', appid: DEMO_APPID }, 1000);
  const rewardId = 'rwd_eggs';
  if (!isRewardId(rewardId)) throw new Error(rewardId);
  const taken = () =>
    documentsOf(cloud, 'rewardShards')
      .filter((shard) => shard.rewardId === rewardId)
      .reduce((sum, shard) => sum + shard.taken, 0);
  const eggs = { rewardId, skuId: 'std', storeId: STORE, quantity: 1 };
  const { redemption } = await lin.points.exchange(eggs);
  expect(taken()).toBe(1);
  expect((await lin.identityMap.readClosure({})).consequences).toContain(
    '已兑换还没有自提的商品会取消，积分不退回',
  );
  await lin.identityMap.requestClosure({});
  await graceEnds();
  expect(taken()).toBe(0);
  const { code } = redemption;
  if (!isPickupCode(code)) throw new Error('no code');
  await expect(phoneOf(cloud, 'clerk-zhou').points.verifyRedemption({ code })).rejects.toMatchObject({
    code: 'redemption_cancelled',
  });
  expect(documentsOf(cloud, 'pointsAccounts')).toEqual([]);
  expect(await differencesIn(cloud)).toEqual([]);
});

it('one that was merged is one no more once the merge is undone: whoever asked goes, the other stays', async () => {
  const { both } = await joinTwice(cloud);
  await both.identityMap.linkMine({});
  await both.identityMap.requestClosure({});
  await phoneOf(cloud, 'operator-he').identityMap.undoMerge({
    mergeId: await latestMerge(cloud),
    reason: '合错了',
  });
  await graceEnds();
  expect(documentsOf(cloud, 'closures')).toMatchObject([{ status: 'done', openIds: [] }]);
  const left = documentsOf(cloud, 'members');
  expect(left).toMatchObject([{ status: 'active' }]);
  expect(left[0]?._id).not.toBe(documentsOf(cloud, 'closures')[0]?._id);
});
