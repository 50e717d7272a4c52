import { DAY_MS } from '@contracts/primitives/time';
import { reconcileTiers } from '../../../cloudfunctions/growth/clock/reconcile-growth';
import { join, joinTwice, memberIdOf, personOf, undoLatest } from '../../stage/identity-stage';
import { checkoutOf } from '../../stage/points-stage';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf } from '../../stage/stage';

describe('growth value by hand', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const newcomer = async () => {
    const phone = personOf(cloud, 'oByHand');
    await join(phone);
    return { phone, memberId: await memberIdOf(phone) };
  };
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  it('is a line of the ledger with a reason, once per request, and raises with the next sweep', async () => {
    await publishGrowth(cloud);
    const { phone, memberId } = await newcomer();
    await untilGrown(cloud);
    const requestId = newTestRequest();
    const wish = { memberId, growth: 1_500, reason: '旧系统的成长值' };
    expect(await he().growth.adjust(wish, { requestId })).toEqual({ growth: 1_500 });
    await he().growth.adjust(wish, { requestId });
    await untilGrown(cloud);
    expect((await phone.growth.readGrowth({})).club).toMatchObject({ tier: '黄金', growth: 1_500 });
    const { entries } = await phone.growth.listGrowth({ cursor: null });
    expect(entries.map(({ source, delta, reason }) => [source, delta, reason])).toEqual([
      ['adjusted', 1_500, '旧系统的成长值'],
    ]);
    const told = documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'growth.adjust');
    expect(told).toMatchObject([
      { subjectId: memberId, reason: '旧系统的成长值', before: { growth: 0 }, after: { growth: 1_500 } },
    ]);
  });

  it('takes no more than there is, and lets nobody fall before a review', async () => {
    await publishGrowth(cloud);
    const { phone, memberId } = await newcomer();
    await untilGrown(cloud);
    await he().growth.adjust({ memberId, growth: 400, reason: '补登记' });
    await expect(he().growth.adjust({ memberId, growth: -401, reason: '登记错了' })).rejects.toMatchObject({
      code: 'growth_not_enough',
    });
    await untilGrown(cloud);
    expect(await he().growth.adjust({ memberId, growth: -300, reason: '登记错了' })).toEqual({ growth: 100 });
    await untilGrown(cloud, DAY_MS);
    expect((await phone.growth.readGrowth({})).club).toMatchObject({ tier: '成长', growth: 100 });
  });

  it('asked for again after the two became one is once', async () => {
    await publishGrowth(cloud);
    const { two, both } = await joinTwice(cloud);
    const requestId = newTestRequest();
    const wish = { memberId: await memberIdOf(two), growth: 100, reason: '旧系统的成长值' };
    await he().growth.adjust(wish, { requestId });
    await untilGrown(cloud);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect(await he().growth.adjust(wish, { requestId })).toEqual({ growth: 100 });
    await untilGrown(cloud);
    expect((await both.growth.readGrowth({})).club).toMatchObject({ growth: 100 });
  });

  it('taken while two were one, of what was the other’s, goes with them when they are taken apart', async () => {
    await publishGrowth(cloud);
    const { one, two, both } = await joinTwice(cloud);
    const [memberId, otherId] = [await memberIdOf(one), await memberIdOf(two)];
    await untilGrown(cloud);
    await he().growth.adjust({ memberId: otherId, growth: 400, reason: '旧系统的成长值' });
    await untilGrown(cloud);
    await both.identityMap.linkMine({});
    await untilGrown(cloud);
    expect(await he().growth.adjust({ memberId, growth: -300, reason: '登记错了' })).toEqual({ growth: 100 });
    await untilGrown(cloud);
    await undoLatest(cloud);
    await untilGrown(cloud);
    const growthOf = async (phone: typeof one) => (await phone.growth.readGrowth({})).club!.growth;
    expect([await growthOf(one), await growthOf(two)]).toEqual([0, 100]);
  });

  it('asks for tiers, and nobody gives it to themself', async () => {
    const { memberId } = await newcomer();
    const wish = { memberId, growth: 10, reason: '补登记' };
    await expect(he().growth.adjust(wish)).rejects.toMatchObject({ code: 'growth_no_tiers' });
    await publishGrowth(cloud);
    await join(he());
    await expect(he().growth.adjust({ ...wish, memberId: await memberIdOf(he()) })).rejects.toMatchObject({
      code: 'own_affair',
    });
  });
});
