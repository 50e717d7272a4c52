import type { GrowthRule } from '@contracts/growth/growth-rule';
import { fen } from '@contracts/primitives/fen';
import { DAY_MS } from '@contracts/primitives/time';
import { reconcileTiers } from '../../../../cloudfunctions/growth/clock/reconcile-growth';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { giftsOf, packFor, publishGrowth, untilGrown, untilHeld } from '../../../stage/growth/growth-stage';
import { join, memberIdOf, personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { BEST, billOf, payInWechat } from '../../../stage/payment-stage';
import { checkoutOf } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';

type Tiers = GrowthRule['tiers'];

/** A list of tiers is changed under somebody who holds one. A change of the charter holds a week after it was told. */
describe('another list of tiers', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  afterEach(async () => {
    expect((await reconcileTiers(checkoutOf(cloud).store, null, () => false)).found).toEqual([]);
  });

  const gold = async (gifts: GrowthRule['gifts'] = []) => {
    await publishGrowth(cloud, { gifts, pendingDays: 0 });
    const phone = personOf(cloud, 'oGold');
    await join(phone);
    const memberId = await memberIdOf(phone);
    await untilGrown(cloud);
    await he().growth.adjust({ memberId, growth: 1300, reason: '旧系统的成长值' });
    await untilGrown(cloud);
    return { phone, memberId };
  };
  const inForce = async () => (await he().growth.readRule({})).rule!;
  const moves = () => documentsOf(cloud, 'facts').filter(({ kind }) => kind === 'tier_changed').length;

  it('leaves everybody in theirs, tells nobody, and gives no gift again', async () => {
    const packs = [await packFor(cloud, 'upgrade', 'fresh-3'), await packFor(cloud, 'upgrade', 'fresh-5')];
    const giftsAt = (places: number[]) =>
      places.map((fromLevel, at) => ({ kind: 'upgrade' as const, fromLevel, packId: packs[at]! }));
    const { phone, memberId } = await gold(giftsAt([1, 2]));
    const clubOf = async () => (await phone.growth.readGrowth({})).club!;
    expect([(await clubOf()).tier, giftsOf(cloud, memberId), moves()]).toEqual([
      '黄金',
      ['upgrade-1', 'upgrade-2'],
      1,
    ]);
    const [low, grown, ...rest] = (await inForce()).tiers as [Tiers[number], Tiers[number], ...Tiers];
    const silver = { name: '白银', entry: 800, keep: 400 };
    const tiers = [low, grown, silver, ...rest.slice(0, 2)];
    await publishGrowth(cloud, { tiers, gifts: giftsAt([1, 3]), pendingDays: 0 });
    await untilHeld(cloud);
    expect(await clubOf()).toMatchObject({
      tier: '黄金',
      level: 3,
      next: { tier: '铂金' },
      keep: { tier: '黄金' },
    });
    expect((await inForce()).tiers.map(({ id }) => id)).toEqual([0, 1, 5, 2, 3]);

    // One that is gone, in the middle and below.
    const without = (await inForce()).tiers.filter(({ id }) => id !== 1 && id !== 5);
    await publishGrowth(cloud, { tiers: without, gifts: giftsAt([1, 2]), pendingDays: 0 });
    const { code } = await phone.member.readCode({});
    await untilGrown(cloud);
    cloud.moveClock(cloud.clock.now() + 8 * DAY_MS);
    // Before any sweep, at the counter and in the price, too.
    expect((await clubOf()).tier).toBe('黄金');
    expect(code).not.toBe('');
    await untilGrown(cloud);
    expect([(await clubOf()).level, giftsOf(cloud, memberId), moves()]).toEqual([
      1,
      ['upgrade-1', 'upgrade-2'],
      1,
    ]);
  });

  it('without the tier somebody holds puts them into the next, and takes that away at a review only', async () => {
    const { phone } = await gold();
    const tiers = (await inForce()).tiers.filter(({ id }) => id !== 2);
    await publishGrowth(cloud, { tiers, pendingDays: 0 });
    await untilHeld(cloud);
    const club = async () => (await phone.growth.readGrowth({})).club!;
    expect((await club()).tier).toBe('铂金');
    const { until } = (await club()).keep!;
    cloud.moveClock(until - 31 * DAY_MS);
    await untilGrown(cloud, DAY_MS);
    await untilGrown(cloud, 23 * DAY_MS);
    expect((await club()).tier).toBe('铂金');
    await untilGrown(cloud, 9 * DAY_MS);
    expect((await club()).tier).toBe('成长');
  });

  it('a rule published between the order and its payment changes nothing of what was agreed', async () => {
    const right = { name: '会员价', terms: '自动', fromLevel: 2, quota: null };
    const price = { ...right, id: 'price', kind: 'member_price' as const, value: 800 };
    const { phone } = await gold();
    await publishGrowth(cloud, { privileges: [price], pendingDays: 0 });
    await untilHeld(cloud);
    const orderId = await billOf(cloud, 10_000);
    const { quote } = await phone.payment.quote({ orderId, ...BEST });
    expect(quote.steps.map(({ kind }) => kind)).toContain('member_price');
    await payInWechat(phone, orderId);
    // A loosened rule of rights holds at once where the charter says nothing new; otherwise in a week.
    await publishGrowth(cloud, { privileges: [], perYuan: 200, pendingDays: 0 });
    await phone.payment.confirm({ orderId });
    await untilHeld(cloud);
    const { agreed } = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
    expect(agreed!.payableFen).toBe(quote.payableFen);
    const entry = documentsOf(cloud, 'growthEntries').find(({ _id }) => _id === `paid:${orderId}`)!;
    expect([entry.amountFen, entry.delta]).toEqual([
      fen(agreed!.payableFen),
      Math.floor(agreed!.payableFen / 100),
    ]);
    expect(PROPOSED_RULE.perYuan).toBe(100);
  });
});
