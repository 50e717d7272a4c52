import { issuePack } from '../../../cloudfunctions/coupon/issue/issue-pack';
import { isCouponTemplateId, type MemberId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { CouponChannel } from '@contracts/coupon/coupon';
import { checkoutOf } from '../../stage/points-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, NOON, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const WEEKEND = (() => {
  const id = 'tpl_weekend-15';
  if (!isCouponTemplateId(id)) throw new Error(id);
  return id;
})();

/** Channels that are no transaction of their own: each goes through the one use case, takes stock, and happens once per occasion. */
describe('what is published for an occasion', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  let operator: Phone;
  let memberId: MemberId;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    operator = phoneOf(cloud, 'operator-he');
    ({
      member: { memberId },
    } = await lin.member.join({ leaderCode: null, phoneCode: null }));
  });

  const publish = (channel: CouponChannel) =>
    operator.coupon.savePack({
      packId: null,
      name: '场合券包',
      channel,
      steps: [{ templateId: WEEKEND, quantity: 1, validity: null }],
      status: 'published',
    });
  const left = () =>
    documentsOf(cloud, 'couponStock')
      .filter(({ templateId }) => templateId === WEEKEND)
      .reduce((sum, shard) => sum + shard.left, 0);

  it.each(['birthday', 'tier', 'push'] as const)(
    '%s: issues once, takes stock, repeats give the first answer',
    async (channel) => {
      const { store, now } = checkoutOf(cloud);
      const occasion = { memberId, channel, occasion: 'occasion-2026' };
      expect(await issuePack(store, occasion, now())).toBeNull();
      await publish(channel);
      const before = left();
      const answers = await Promise.all([1, 2].map(() => issuePack(store, occasion, now())));
      expect(left()).toBe(before - 1);
      const ids = answers.map((answer) => answer?.issued.map(({ _id }) => _id));
      expect(ids[0]).toHaveLength(1);
      expect(ids[1]).toEqual(ids[0]);
      expect(documentsOf(cloud, 'coupons').filter((coupon) => coupon.channel === channel)).toHaveLength(1);
      // Another occasion is over the limit of one per person: refused by name, and that is its answer for good.
      const again = await issuePack(store, { ...occasion, occasion: 'occasion-2027' }, now());
      expect(again).toMatchObject({ issued: [], refused: [{ reason: 'coupon_limit_reached' }] });
      expect(left()).toBe(before - 1);
    },
  );

  it('a push gives its people the pack before it tells them, once, however often it is interrupted', async () => {
    await publish('push');
    const { push } = await operator.message.createPush({
      kind: 'campaign',
      audience: {},
      text: { title: '周末见', body: '送你一张周末券，三天内可用' },
      sendAt: null,
      givesPack: true,
    });
    await operator.message.previewPush({ pushId: push.id });
    await operator.message.submitPush({ pushId: push.id, confirmRepeat: false });
    cloud.moveClock(NOON + MINUTE_MS);
    // The coupons are issued, then the message's own transaction fails for good in this minute.
    cloud.faults.apply({
      target: 'database',
      collection: 'messages',
      action: 'database.insertDocument',
      kind: 'drop',
      nth: 1,
      onwards: true,
    });
    await sweepTrade(cloud);
    cloud.faults.clear();
    const given = () => documentsOf(cloud, 'coupons').filter(({ channel }) => channel === 'push').length;
    expect([given(), documentsOf(cloud, 'messages').length]).toEqual([1, 0]);
    cloud.moveClock(NOON + 2 * MINUTE_MS);
    await sweepTrade(cloud);
    expect([given(), documentsOf(cloud, 'messages').length]).toEqual([1, 1]);
    expect((await operator.message.readPush({ pushId: push.id })).push).toMatchObject({
      status: 'done',
      done: 1,
    });
  });
});
