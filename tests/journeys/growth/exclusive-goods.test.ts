import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { publishGrowth, untilGrown } from '../../stage/growth/growth-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { shopperWithPoints } from '../../stage/points-stage';
import { phoneOf } from '../../stage/stage';
import { eggs, takenIn } from '../points/mall-stage';

jest.setTimeout(60_000);

/** The exclusive pool: goods and coupons of the mall for members of some tiers. */
describe('what is kept for a tier', () => {
  const cloud = sharedCloud();
  const he = () => phoneOf(cloud, 'operator-he');
  const keepFor = async (tiers: string[]) => {
    const { rewards } = await he().points.listAllRewards({ cursor: null });
    const { id, version, draft } = rewards.find((one) => one.id === eggs.rewardId)!;
    await he().points.saveReward({ edit: { rewardId: id, version }, draft: { ...draft, tiers } });
  };

  it('is exchanged by who holds the tier now, by nobody before, after, or of another tier', async () => {
    await publishGrowth(cloud);
    const { phone, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 5000);
    await untilGrown(cloud);
    await keepFor(['黄金', '铂金']);
    const look = async () => (await phone.points.readReward({ rewardId: eggs.rewardId })).reward;
    const before = takenIn(cloud, eggs.rewardId);
    const { limitText, unavailableReason } = await look();
    expect([limitText, unavailableReason]).toEqual([
      '黄金、铂金会员专享，每人限兑 5 份，每天限兑 1 份',
      '黄金、铂金会员专享',
    ]);
    await expect(phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_for_tier' });
    expect(takenIn(cloud, eggs.rewardId)).toBe(before);

    const until = chinaDateOf(instant(cloud.clock.now() + 3 * DAY_MS));
    const lift = (level: number) => he().growth.setFloor({ memberId, level, until, reason: '老顾客' });
    await lift(1);
    await expect(phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_for_tier' });
    await lift(2);
    expect((await look()).unavailableReason).toBeNull();
    const { redemption } = await phone.points.exchange(eggs);
    expect(takenIn(cloud, eggs.rewardId)).toBe(before + 1);

    // What was exchanged stays so when the tier is over.
    await untilGrown(cloud, 4 * DAY_MS);
    await expect(phone.points.exchange(eggs)).rejects.toMatchObject({ code: 'reward_for_tier' });
    const { redemptions } = await phone.points.listRedemptions({ cursor: null });
    expect(redemptions).toMatchObject([{ id: redemption.id, state: 'waiting' }]);
    await keepFor([]);
    expect(await look()).toMatchObject({ unavailableReason: null });
  });

  it('names a tier once', async () => {
    await expect(keepFor(['黄金', '黄金'])).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
