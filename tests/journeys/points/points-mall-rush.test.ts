import { DEMO_APPID } from '../../../local/seed/demo-people';
import { differencesIn, shopperWithPoints, storedAccount, untilAnswered } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';
import { codeOf, eggs, refusalOf, reward, takenIn } from './mall-stage';

const knife = { ...eggs, rewardId: reward('knife') };

describe('the points mall, many at once and again', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
  });

  it('of two clerks with one code at once one gives it out', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const code = codeOf((await lin.phone.points.exchange(eggs)).redemption);
    const tries = await Promise.allSettled(
      ['clerk-zhou', 'operator-he', 'owner-li'].map((who) =>
        phoneOf(cloud, who).points.verifyRedemption({ code }),
      ),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('a pick-up and the member’s cancelling at the same moment: one of them', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const { redemption } = await lin.phone.points.exchange(eggs);
    const [pickedUp, cancelled] = await Promise.allSettled([
      phoneOf(cloud, 'clerk-zhou').points.verifyRedemption({ code: codeOf(redemption) }),
      lin.phone.points.cancelRedemption({ redemptionId: redemption.id }),
    ]);
    expect([pickedUp.status, cancelled.status].sort()).toEqual(['fulfilled', 'rejected']);
    const { balance } = storedAccount(cloud, lin.memberId) ?? {};
    expect(balance).toBe(cancelled.status === 'fulfilled' ? 1000 : 200);
  });

  it('fifty taps at once on an account with enough for ten: exactly ten', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 2000);
    const taps = await Promise.allSettled(
      Array.from({ length: 50 }, () => untilAnswered((options) => lin.phone.points.exchange(knife, options))),
    );
    const codes = taps.map(refusalOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10);
    expect(new Set(codes)).toEqual(new Set(['ok', 'points_not_enough']));
    expect(storedAccount(cloud, lin.memberId)).toMatchObject({ balance: 0, debt: 0 });
    expect(documentsOf(cloud, 'redemptions')).toHaveLength(10);
  });

  it('twenty-four people at once for ten bags: exactly ten get one, the others read that they are gone', async () => {
    const bag = { ...eggs, rewardId: reward('bag'), skuId: 'green' };
    // One after the other: an operator has no twenty-four hands, and tries in flight count as wrong ones until they are right.
    const people: Awaited<ReturnType<typeof shopperWithPoints>>[] = [];
    for (let n = 0; n < 24; n += 1)
      people.push(await shopperWithPoints(cloud, { openid: `oRush-${n}`, appid: DEMO_APPID }, 600));
    const tries = await Promise.allSettled(
      people.map(({ phone }) => untilAnswered((options) => phone.points.exchange(bag, options))),
    );
    const codes = tries.map(refusalOf);
    expect(codes.filter((code) => code === 'ok')).toHaveLength(10);
    expect(new Set(codes)).toEqual(new Set(['ok', 'reward_sold_out']));
    expect(takenIn(cloud, bag.rewardId)).toBe(10);
    const spent = people.filter(({ memberId }) => storedAccount(cloud, memberId)?.balance === 0);
    expect(spent).toHaveLength(10);
  });

  it('the same request again gets the same redemption, also when it is sold out or closed by then', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    const requestId = newTestRequest();
    const first = await lin.phone.points.exchange(eggs, { requestId });
    await cloud.database.environment(cloud.env).update('rewards', {
      filter: {},
      modifier: { $set: { status: 'closed' } },
      multi: true,
    });
    expect(await lin.phone.points.exchange(eggs, { requestId })).toEqual(first);
    await expect(lin.phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_not_open' });
  });

  it('the same request with another wish is refused, one after the other and at once', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 5000);
    const wishes = [eggs, knife, { ...eggs, storeId: null }];
    const requestId = newTestRequest();
    const first = await lin.phone.points.exchange(eggs, { requestId });
    for (const other of wishes.slice(1))
      await expect(lin.phone.points.exchange(other, { requestId })).rejects.toMatchObject({
        code: 'request_changed',
      });
    expect(await lin.phone.points.exchange(eggs, { requestId })).toEqual(first);
    expect(documentsOf(cloud, 'redemptions')).toHaveLength(1);

    const rival = await shopperWithPoints(cloud, { openid: 'oRush', appid: DEMO_APPID }, 5000);
    const rush = newTestRequest();
    const outcomes = await Promise.all(
      [eggs, knife].map((wish) =>
        untilAnswered(() => rival.phone.points.exchange(wish, { requestId: rush })).then(
          () => 'exchanged',
          (error: unknown): unknown => Reflect.get(Object(error), 'code'),
        ),
      ),
    );
    expect(outcomes.sort()).toEqual(['exchanged', 'request_changed']);
    expect(documentsOf(cloud, 'redemptions')).toHaveLength(2);
  });

  it('one request of a clerk for two codes gives out each of them, and answers each', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 5000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const requestId = newTestRequest();
    for (const wish of [eggs, knife]) {
      const { redemption } = await lin.phone.points.exchange(wish);
      const done = await clerk.points.verifyRedemption({ code: codeOf(redemption) }, { requestId });
      expect(done.redemption).toMatchObject({ name: redemption.name, state: 'done' });
    }
  });

  it('a lost answer is answered again, not exchanged again', async () => {
    const lin = await shopperWithPoints(cloud, 'shopper-lin', 1000);
    cloud.faults.apply({ target: 'function', name: 'points', kind: 'drop-after', times: 1 });
    const { balance } = await lin.phone.points.exchange(knife);
    expect(balance).toBe(800);
    expect(documentsOf(cloud, 'redemptions')).toHaveLength(1);
  });
});
