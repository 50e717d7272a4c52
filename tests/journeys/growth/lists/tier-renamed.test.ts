import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilGrown, untilHeld } from '../../../stage/growth/growth-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { checkoutOf, shopperWithPoints, storedAccount } from '../../../stage/points-stage';
import { documentsOf, phoneOf } from '../../../stage/stage';
import { eggs } from '../../points/mall-stage';

/** What points say of a tier is said of the tier, whatever it is called later. */
describe('a tier that is called otherwise', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const publishEarning = async (tierMultipliers: Record<string, number>) => {
    const { rule, next } = await he().points.readRule({});
    const { version, publishedAt: _, holdsFrom: __, ...draft } = (next ?? rule)!;
    await he().points.publishRule({
      draft: { ...draft, earn: { ...draft.earn, tierMultipliers } },
      basedOn: version,
    });
    await untilHeld(cloud);
  };
  const multipliers = async () => (await he().points.readRule({})).rule!.earn.tierMultipliers;
  const opened = async () =>
    (await he().points.listAllRewards({ cursor: null })).rewards.find(({ id }) => id === eggs.rewardId)!;
  const keepFor = async (tiers: string[]) => {
    const { id, version, draft } = await opened();
    await he().points.saveReward({ edit: { rewardId: id, version }, draft: { ...draft, tiers } });
  };
  const golden = async () => {
    await publishGrowth(cloud);
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 5000);
    await untilGrown(cloud);
    const until = chinaDateOf(instant(cloud.clock.now() + 90 * DAY_MS));
    await he().growth.setFloor({ memberId, level: 2, until, reason: '老顾客' });
    return { phone, memberId };
  };
  const rename = async (names: Record<number, string>) => {
    const tiers = PROPOSED_RULE.tiers.map((tier, id) => ({ ...tier, id, name: names[id] ?? tier.name }));
    await publishGrowth(cloud, { tiers: tiers });
    await untilHeld(cloud);
  };
  const earned = async (memberId: Parameters<typeof storedAccount>[1], orderId: string) =>
    (await checkoutOf(cloud).earn(memberId, orderId, 10_000)).points;

  it('keeps its multiplier, and another that has its name now does not get it', async () => {
    const { memberId } = await golden();
    await publishEarning({ 黄金: 200 });
    const doubled = await earned(memberId, 'ord_before');
    await publishEarning({});
    expect(doubled).toBe(2 * (await earned(memberId, 'ord_plain')));
    await publishEarning({ 黄金: 200 });

    await rename({ 2: '金曜', 3: '黄金' });
    expect(await earned(memberId, 'ord_after')).toBe(doubled);
    const reasons = documentsOf(cloud, 'pointsEntries').map(({ reason }) => reason);
    expect(reasons.filter((reason) => reason.includes('倍'))).toEqual([
      '消费 ¥100，黄金 2 倍',
      '消费 ¥100，金曜 2 倍',
    ]);
    // The form is opened with the name of now, and saved again it means the same.
    expect(await multipliers()).toEqual({ 金曜: 200 });
    await publishEarning(await multipliers());
    expect(await earned(memberId, 'ord_saved')).toBe(doubled);
    await publishEarning({ 黄金: 200 });
    expect(await earned(memberId, 'ord_other')).toBe(doubled / 2);
  });

  it('has its goods of the mall, shown under its name of now', async () => {
    const { phone } = await golden();
    await keepFor(['黄金']);
    await rename({ 2: '金曜', 3: '黄金' });
    const look = async () => (await phone.points.readReward({ rewardId: eggs.rewardId })).reward;
    expect((await look()).limitText).toContain('金曜会员专享');
    expect((await look()).unavailableReason).toBeNull();
    const { rewards } = await phone.points.listRewards({ cursor: null });
    expect(rewards.find(({ id }) => id === eggs.rewardId)?.limitText).toContain('金曜会员专享');
    await expect(phone.points.exchange(eggs)).resolves.toMatchObject({ redemption: { state: 'waiting' } });

    expect((await opened()).draft.tiers).toEqual(['金曜']);
    await keepFor(['黄金']);
    expect((await look()).unavailableReason).toBe('黄金会员专享');
    await expect(phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_for_tier' });
  });

  it('rules, goods and accounts from before tiers had ids go by the name, as they did', async () => {
    const { phone, memberId } = await golden();
    await publishEarning({ 黄金: 200 });
    await keepFor(['黄金']);
    const environment = cloud.database.environment(cloud.env);
    const older = { $unset: { namedTiers: '', 'standing.tierId': '' } };
    for (const name of ['pointsRules', 'rewards', 'pointsAccounts'])
      await environment.update(name, { filter: {}, modifier: older, multi: true });
    expect(storedAccount(cloud, memberId)?.standing).toMatchObject({ tier: '黄金', tierId: null });
    const doubled = await earned(memberId, 'ord_older');
    await publishEarning({});
    expect(doubled).toBe(2 * (await earned(memberId, 'ord_plain')));
    expect((await phone.points.readReward({ rewardId: eggs.rewardId })).reward.unavailableReason).toBeNull();
  });

  it('a rule from before tiers had ids keeps its multiplier when its tier is called otherwise before it is saved again', async () => {
    const { memberId } = await golden();
    await publishEarning({ 黄金: 200 });
    const older = { $unset: { namedTiers: '' } };
    await cloud.database
      .environment(cloud.env)
      .update('pointsRules', { filter: {}, modifier: older, multi: true });
    const doubled = await earned(memberId, 'ord_before');
    await rename({ 2: '金曜', 3: '黄金' });
    expect(await earned(memberId, 'ord_after')).toBe(doubled);
    expect(await multipliers()).toEqual({ 金曜: 200 });
    await rename({ 2: '金三', 3: '黄金' });
    expect(await earned(memberId, 'ord_later')).toBe(doubled);
  });

  it('goods from before tiers had ids stay its own when it is called otherwise before they are saved again', async () => {
    const { phone } = await golden();
    await keepFor(['黄金']);
    const older = { $unset: { namedTiers: '' } };
    await cloud.database
      .environment(cloud.env)
      .update('rewards', { filter: {}, modifier: older, multi: true });
    await rename({ 2: '金曜', 3: '黄金' });
    const look = async () => (await phone.points.readReward({ rewardId: eggs.rewardId })).reward;
    expect(await look()).toMatchObject({ unavailableReason: null });
    expect((await look()).limitText).toContain('金曜会员专享');
    await rename({ 2: '金三', 3: '黄金' });
    expect((await opened()).draft.tiers).toEqual(['金三']);
    await expect(phone.points.exchange(eggs)).resolves.toMatchObject({ redemption: { state: 'waiting' } });
  });
});
