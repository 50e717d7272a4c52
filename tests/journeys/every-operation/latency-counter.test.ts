import { fen } from '@contracts/primitives/fen';
import { HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { CHEN_CODE, neighbour } from '../../stage/leader-stage';
import { sweepUntil, tooSlow } from '../../stage/latency-stage';
import { billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, SLOW_DAY, startJourney } from '../../stage/stage';

/** At 20 to 60 ms a database call and 60 to 180 ms a call of WeChat, everything still ends within its function's time limit. */
describe('on a slow day', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney({}, SLOW_DAY);
  });
  afterEach(async () => {
    expect(tooSlow(cloud)).toEqual([]);
    await cloud.close();
  });

  it('a shopper joins, pays, and the notice, the effects and the redemption are in time', async () => {
    const shopper = phoneOf(cloud, { openid: 'oSlow-1', unionid: 'uSlow-1', appid: DEMO_APPID });
    const phoneCode = await shopper.phoneCode('13811110001');
    await shopper.member.join({ leaderCode: CHEN_CODE, phoneCode });
    await shopper.allowReminders(2);
    const orderId = await billOf(cloud, 6800);
    await payInWechat(shopper, orderId);
    await cloud.runTimers();
    const { order } = await shopper.payment.confirm({ orderId });
    expect(order).toMatchObject({ state: 'paid' });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', applied: true }]);

    const usable = documentsOf(cloud, 'coupons').find(({ status }) => status === 'unused');
    if (!usable) throw new Error('the newcomer pack is used up');
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.coupon.redeem({ couponId: usable._id, turn: 1, storeId: STORE, amountFen: null });
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === usable._id)?.status).toBe('used');
    // What a database call takes is in what the functions took.
    expect(cloud.latency.functions.member?.longestMs).toBeGreaterThan(200);
    expect(cloud.latency.functions['payment-notify']?.longestMs).toBeLessThan(2_500);
  });

  it('a refund’s notice is answered in time also on the slowest of days; what it sets off is the sweep’s', async () => {
    const shopper = neighbour(cloud, 1);
    await shopper.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
    const orderId = await billOf(cloud, 6800);
    await payInWechat(shopper, orderId);
    await shopper.payment.confirm({ orderId });
    const manager = phoneOf(cloud, 'operator-he');
    await manager.payment.refund({ orderId, amountFen: fen(1000), reason: '少送一份' });
    cloud.latency.set({ databaseMs: 900, jitter: 0 });
    cloud.moveClock(cloud.clock.now() + 2_000);
    await cloud.wechat.pay.deliverDue();
    // On record after one call; a mark for the sweep may be another.
    expect(cloud.latency.functions).toMatchObject({ 'payment-notify': { calls: 1, timedOut: 0 } });
    expect(cloud.latency.functions['payment-notify']?.longestMs).toBeLessThanOrEqual(1800);
    expect(documentsOf(cloud, 'orders')[0]?.refundedFen).toBe(0);
    cloud.latency.set(SLOW_DAY);
    const isBack = () => documentsOf(cloud, 'refunds').every(({ status }) => status === 'succeeded');
    await sweepUntil(cloud, isBack, 3);
    expect(documentsOf(cloud, 'orders')[0]?.refundedFen).toBeGreaterThan(0);
  });

  it('a sweep with more than a minute’s work stops in time, and the next ones do the rest', async () => {
    for (let n = 0; n < 90; n += 1) {
      const shopper = neighbour(cloud, n);
      await shopper.member.join({ leaderCode: CHEN_CODE, phoneCode: null });
      await shopper.allowReminders(1);
    }
    cloud.moveClock(cloud.clock.now() + 7 * 24 * HOUR_MS - HOUR_MS);
    const isTold = () => documentsOf(cloud, 'reminders').every(({ status }) => status !== 'scheduled');
    const minutes = await sweepUntil(cloud, isTold, 30);
    expect(minutes).toBeGreaterThan(1);
  });
});

/** The check itself: who is over the limit of its config.json is ended, and told. */
describe('on a day that is too slow', () => {
  it('a join over its ten seconds is ended and named; repeated on a better day it is one join', async () => {
    const cloud = await startJourney({}, { databaseMs: 3_000, jitter: 0 });
    const shopper = neighbour(cloud, 1);
    await expect(shopper.member.join({ leaderCode: null, phoneCode: null })).rejects.toThrow();
    expect(tooSlow(cloud)).toEqual([expect.stringMatching(/^member: .*"timedOut":[1-9]/)]);
    cloud.latency.set(SLOW_DAY);
    await shopper.member.join({ leaderCode: null, phoneCode: null });
    expect(documentsOf(cloud, 'members')).toHaveLength(1);
    expect(tooSlow(cloud)).toEqual([]);
    await cloud.close();
  });
});
