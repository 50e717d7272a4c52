import { MINUTE_MS } from '@contracts/primitives/time';
import {
  HOLD_MS,
  invitePoints,
  inviterOf,
  joinThrough,
  order,
  pass,
  refundAll,
  rewardsIn,
} from '../../stage/invite-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf } from '../../stage/stage';

/** Ten friends under the published rule of the demo merchant, as it stands: 3, 5 and 10. */
describe('the milestones of the published rule', () => {
  const cloud = cloudOfEach();

  it('each is given once, with the tenth friend’s order the last; a refund takes the last one alone', async () => {
    const lin = await inviterOf(cloud, 'lin');
    const milestones = () =>
      rewardsIn(cloud)
        .filter(({ event }) => event.startsWith('milestone'))
        .map(({ event, state, gift }) => `${event} ${gift} ${state}`);
    const reachedAt: Record<number, number> = {};
    let first: Awaited<ReturnType<typeof order>> | null = null;
    for (let friend = 1; friend <= 10; friend += 1) {
      const { phone } = await joinThrough(cloud, `friend-${friend}`, lin.code);
      const orderId = await order(cloud, phone, 3000);
      first ??= orderId;
      reachedAt[friend] = milestones().length;
      await pass(cloud, 31 * MINUTE_MS); // slower than what would be held as a burst
    }
    expect(Object.values(reachedAt)).toEqual([0, 0, 1, 1, 2, 2, 2, 2, 2, 3]);
    expect(milestones()).toEqual([
      'milestone 3 200 积分 pending',
      'milestone 5 邀请礼包（2 张券） pending',
      'milestone 10 800 积分 pending',
    ]);

    await pass(cloud, HOLD_MS);
    await pass(cloud);
    expect(milestones().every((text) => text.endsWith(' delivered'))).toBe(true);
    expect(invitePoints(cloud, lin.memberId)).toBe(10 * (20 + 100) + 200 + 800);
    const coupons = () => documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'invite');
    expect(coupons().map(({ memberId, status }) => [memberId, status])).toEqual([
      [lin.memberId, 'unused'],
      [lin.memberId, 'unused'],
    ]);
    expect(await lin.phone.referral.readHome({})).toMatchObject({
      friends: 10,
      counted: 10,
      milestones: [
        { friends: 3, reached: true },
        { friends: 5, reached: true },
        { friends: 10, reached: true },
      ],
    });

    if (!first) throw new Error('no order');
    await refundAll(cloud, first);
    await pass(cloud);
    expect(milestones()).toEqual([
      'milestone 3 200 积分 delivered',
      'milestone 5 邀请礼包（2 张券） delivered',
      'milestone 10 800 积分 reversed',
    ]);
    expect(invitePoints(cloud, lin.memberId)).toBe(10 * 20 + 9 * 100 + 200);
    expect(coupons().map(({ status }) => status)).toEqual(['unused', 'unused']);
  });
});
