import type { GrowthRule } from '@contracts/growth/growth-rule';
import { isCouponTemplateId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { PROPOSED_RULE } from '../../../../local/seed/demo-growth';
import { publishGrowth, untilGrown, untilHeld } from '../../../stage/growth/growth-stage';
import { personOf } from '../../../stage/identity-stage';
import { sharedCloud } from '../../../stage/journey/shared-cloud';
import { phoneOf } from '../../../stage/stage';

/** What the charter promises it says, so that taking it away is announced and holds when it was told. */
describe('the charter says', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const nextOf = async () => (await personOf(cloud, 'oReads').growth.readCharter({})).charter?.next ?? null;
  const announce = async (change: Partial<GrowthRule>) => {
    await publishGrowth(cloud, change);
    const { rule } = await he().growth.readRule({});
    return { version: rule?.version, next: await nextOf() };
  };
  const publishEarning = async (change: object) => {
    const { rule, next } = await he().points.readRule({});
    const { version, publishedAt: _at, holdsFrom: _from, ...draft } = (next ?? rule)!;
    const earn = { ...draft.earn, ...change };
    return (await he().points.publishRule({ draft: { ...draft, earn }, basedOn: version })).rule;
  };

  it('whether points are more always or on a birthday only', async () => {
    const right = {
      id: 'more',
      name: '积分翻倍',
      terms: '结账时自动',
      fromLevel: 1,
      value: 200,
      quota: null,
    };
    await publishGrowth(cloud, { privileges: [{ ...right, kind: 'points_multiplier' }] });
    const { version, next } = await announce({ privileges: [{ ...right, kind: 'birthday_points' }] });
    expect([version, next?.removed, next?.added]).toEqual([
      1,
      ['成长及以上：积分翻倍（积分 2 倍），结账时自动'],
      ['成长及以上：积分翻倍（生日当天积分 2 倍），结账时自动'],
    ]);
  });

  it.each([
    [7 * DAY_MS, 0, '领到后 7 天内可用'],
    [90 * 60_000, 0, '领到后 90 分钟内可用'],
    [2 * DAY_MS, DAY_MS, '领到 1 天后起 2 天内可用'],
  ])('how long the coupons of a gift last: %d', async (validForMs, startDelayMs, words) => {
    const pack = async (name: string, validity: object | null) => {
      const templateId = 'tpl_fresh-3';
      if (!isCouponTemplateId(templateId)) throw new Error(templateId);
      const steps = [{ templateId, quantity: 1, validity: validity as null }];
      const draft = { packId: null, name, channel: 'tier' as const, steps, status: 'published' as const };
      return (await he().coupon.savePack(draft)).pack.packId;
    };
    const gifts = (packId: Awaited<ReturnType<typeof pack>>) => [
      { kind: 'monthly' as const, fromLevel: 1, packId },
    ];
    await publishGrowth(cloud, { gifts: gifts(await pack('礼遇', { kind: 'end_of_month' })) });
    const other = await pack('礼遇', { kind: 'relative', startDelayMs, validForMs });
    const { version, next } = await announce({ gifts: gifts(other) });
    expect([version, next?.removed, next?.added]).toEqual([
      1,
      [expect.stringContaining('当月内可用')],
      [expect.stringContaining(words)],
    ]);
  });

  it('which tier earns more points, and how many on a birthday', async () => {
    await publishGrowth(cloud);
    const plain = await publishEarning({ birthdayMultiplier: null, tierMultipliers: {} });
    expect(plain.holdsFrom).not.toBeNull();
    await untilHeld(cloud);
    await publishEarning({ birthdayMultiplier: 300, tierMultipliers: { 黄金: 150 } });
    expect(await nextOf()).toMatchObject({
      removed: [],
      added: ['生日当天积分 3 倍', '黄金会员积分 1.5 倍'],
    });
    await untilHeld(cloud);
    // Called otherwise it is the same; what is missing is another.
    expect(await nextOf()).toBeNull();
    const rule = await publishEarning({ birthdayMultiplier: 300, tierMultipliers: {} });
    expect([rule.holdsFrom === null, (await nextOf())?.removed]).toEqual([false, ['黄金会员积分 1.5 倍']]);
  });

  it('what a tier that is only announced earns more', async () => {
    const four = { tiers: PROPOSED_RULE.tiers.slice(0, 4), privileges: [] };
    await publishGrowth(cloud, four);
    await publishEarning({ tierMultipliers: {} });
    await untilHeld(cloud);
    await publishGrowth(cloud, { privileges: [] });
    await publishEarning({ tierMultipliers: { 黑钻: 300 } });
    await untilGrown(cloud);
    const { added } = (await nextOf())!;
    expect(added.filter((line) => line.includes('积分'))).toEqual(['黑钻会员积分 3 倍']);
  });

  it('that whoever has one tier will have another, though no tier has other words', async () => {
    const ids = (order: readonly number[]) => ({
      tiers: PROPOSED_RULE.tiers.map((tier, at) => ({ ...tier, id: order[at]! })),
    });
    await publishGrowth(cloud, ids([0, 1, 2, 3, 4]));
    await untilGrown(cloud);
    const { version, next } = await announce(ids([0, 2, 1, 3, 4]));
    expect([version, next?.removed, next?.added]).toEqual([
      1,
      [],
      ['现在的「成长」会员，到时是「黄金」', '现在的「黄金」会员，到时是「成长」'],
    ]);
  });
});
