import { DAY_MS, instant } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { differencesIn, ledgerOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, NOON, phoneOf } from '../../stage/stage';
import { codeOf, eggs, refusalOf, reward, takenIn } from './mall-stage';

const meals = { rewardId: reward('meals'), skuId: 'std', storeId: null, quantity: 3 };
const ticket = { rewardId: reward('five-yuan'), skuId: 'std', storeId: null, quantity: 1 };

describe('the points mall', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  it('shows what there is, what it costs, what is left and why something cannot be had', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const { rewards, balance } = await lin.phone.points.listRewards({ cursor: null });
    expect(balance).toBe(1000);
    expect(
      rewards.map(({ name, points, skus, limitText, raised }) => [
        name,
        points,
        skus[0]?.left,
        limitText,
        raised,
      ]),
    ).toEqual([
      ['满 29 减 5 券', 400, null, null, null],
      ['土鸡蛋 10 枚', 800, 30, '每人限兑 5 份，每天限兑 1 份', null],
      ['邻里帆布袋', 600, 10, null, null],
      ['磨刀一次', 200, null, null, null],
      ['给独居老人送餐', 10, null, null, 0],
    ]);
    await lin.phone.points.exchange(eggs);
    const { reward: seen } = await lin.phone.points.readReward({ rewardId: eggs.rewardId });
    expect(seen).toMatchObject({
      unavailableReason: '今天已兑换到上限，明天再来吧',
      stores: [{ name: '幸福里店' }],
    });
  });

  it('goods: exchanged, picked up by code, once', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const { redemption, balance } = await lin.phone.points.exchange(eggs);
    expect(balance).toBe(200);
    expect(redemption).toMatchObject({
      name: '土鸡蛋 10 枚',
      state: 'waiting',
      storeName: '幸福里店',
      points: 800,
    });
    const code = codeOf(redemption);
    expect(await clerk.points.lookUpRedemption({ code })).toMatchObject({ redemption: { state: 'waiting' } });

    const requestId = newTestRequest();
    const verified = await clerk.points.verifyRedemption({ code }, { requestId });
    expect(verified.redemption).toMatchObject({ state: 'done', doneAt: NOON });
    expect(await clerk.points.verifyRedemption({ code }, { requestId })).toEqual(verified);
    await expect(clerk.points.verifyRedemption({ code })).rejects.toMatchObject({ code: 'redemption_done' });
    await expect(lin.phone.points.cancelRedemption({ redemptionId: redemption.id })).rejects.toMatchObject({
      code: 'redemption_done',
    });
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'points.verifyRedemption'),
    ).toHaveLength(1);
  });

  it('cancelled before it is picked up, the points come back once, the stock and the limit too', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const { redemption } = await lin.phone.points.exchange(eggs);
    const cancel = () => lin.phone.points.cancelRedemption({ redemptionId: redemption.id });
    const answers = await Promise.all([cancel(), cancel(), cancel()]);
    expect(answers.map(({ balance }) => balance)).toEqual([1000, 1000, 1000]);
    expect(takenIn(cloud, eggs.rewardId)).toBe(0);
    await expect(
      phoneOf(cloud, 'clerk-zhou').points.verifyRedemption({ code: codeOf(redemption) }),
    ).rejects.toMatchObject({ code: 'redemption_cancelled' });
    await expect(lin.phone.points.exchange(eggs)).resolves.toBeDefined();
    expect(ledgerOf(cloud, lin.memberId).map(({ kind }) => kind)).toEqual([
      'adjust',
      'spend',
      'refund_back',
      'spend',
    ]);
  });

  it('a coupon is issued by the coupons’ own use case, with its clock from now', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const requestId = newTestRequest();
    await Promise.all([1, 2].map(() => lin.phone.points.exchange(ticket, { requestId })));
    const coupons = documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'points');
    expect(coupons).toMatchObject([{ memberId: lin.memberId, issuedAt: NOON, expiresAt: NOON + DAY_MS }]);
    expect(storedAccount(cloud, lin.memberId)?.balance).toBe(600);
    expect((await lin.phone.points.listRedemptions({ cursor: null })).redemptions).toMatchObject([
      { state: 'done', code: null, name: '满 29 减 5 券' },
    ]);
  });

  it('without enough points no coupon comes', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 399);
    await expect(lin.phone.points.exchange(ticket)).rejects.toMatchObject({ code: 'points_not_enough' });
    expect(documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'points')).toEqual([]);
  });

  it('charity adds up, whoever gives', async () => {
    const people = await Promise.all(
      Array.from({ length: 6 }, (_, n) =>
        shopperWithPoints(cloud, { openid: `oGive-${n}`, appid: DEMO_APPID }, 100),
      ),
    );
    await Promise.all(people.map(({ phone }) => phone.points.exchange(meals)));
    const { reward: seen } = await people[0]!.phone.points.readReward({ rewardId: meals.rewardId });
    expect(seen.raised).toBe(180);
  });

  it('limits hold per member and per China day', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 10_000);
    const tries = await Promise.allSettled([1, 2, 3].map(() => lin.phone.points.exchange(eggs)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(lin.phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_limit_today' });
    const midnight = Date.parse('2026-11-22T00:00:00+08:00');
    cloud.moveClock(instant(midnight - 60_000));
    await expect(lin.phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_limit_today' });
    for (let day = 0; day < 4; day += 1) {
      cloud.moveClock(instant(midnight + day * DAY_MS));
      await lin.phone.points.exchange(eggs);
    }
    cloud.moveClock(instant(midnight + 4 * DAY_MS));
    await expect(lin.phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_limit_reached' });
  });

  it('a wish that makes no sense is refused in words', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 10_000);
    const refusals = await Promise.allSettled([
      lin.phone.points.exchange({ ...eggs, storeId: null }),
      lin.phone.points.exchange({ ...eggs, skuId: 'none' }),
      lin.phone.points.exchange({ ...eggs, rewardId: reward('unknown') }),
      lin.phone.points.exchange({ ...eggs, rewardId: reward('bag'), skuId: 'white' }),
      lin.phone.points.exchange({ ...eggs, quantity: 2 }),
    ]);
    expect(refusals.map(refusalOf)).toEqual([
      'reward_needs_store',
      'reward_not_found',
      'reward_not_found',
      'reward_sold_out',
      'invalid_input',
    ]);
  });

  it('nobody reads or cancels another person’s redemption', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const wang = await shopperWithPoints(cloud, 'shopper-wang', 0);
    const { redemption } = await lin.phone.points.exchange(eggs);
    const redemptionId = redemption.id;
    await expect(wang.phone.points.readRedemption({ redemptionId })).rejects.toMatchObject({
      code: 'redemption_not_found',
    });
    await expect(wang.phone.points.cancelRedemption({ redemptionId })).rejects.toMatchObject({
      code: 'redemption_not_found',
    });
  });
});
