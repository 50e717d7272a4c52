import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { joinTwice } from '../../stage/identity-stage';
import { paidOrder, pass, payClosed, refundBy } from '../../stage/money-stage';
import { billOf, prepareInWechat } from '../../stage/payment-stage';
import { ASK, frozenOf, nextMinutes, orderOf, passTime, shippingOf, tradeOf, UPLOAD } from './shipping-stage';
import { sweepUntil, tooSlow } from '../../stage/latency-stage';
import { documentsOf, phoneOf, SLOW_DAY, startJourney, type Phone } from '../../stage/stage';

/** 发货信息管理: without it the merchant's money stays frozen. */
describe('an order paid in WeChat', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    cloud.faults.clear();
    await cloud.reset();
    lin = phoneOf(cloud, 'shopper-lin');
  });
  afterAll(() => cloud.close());
  const fault = (path: string, kind: 'drop-before' | 'drop-after', times = 1) =>
    cloud.faults.apply({ target: 'wechat', path, kind, times });

  it('is told of a minute after it was paid; its money is free two days later', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    await passTime(cloud, 59_000);
    expect(tradeOf(cloud, orderId).uploads).toBe(0);
    expect(frozenOf(cloud, orderId)).toEqual({ frozenFen: 3000, releasedFen: 0 });
    await nextMinutes(cloud, 2);
    expect(tradeOf(cloud, orderId)).toMatchObject({ uploads: 1, logisticsType: 4 });
    expect(shippingOf(cloud, orderId)).toMatchObject({ state: 'shipped', openId: null, problem: null });
    await passTime(cloud, 2 * DAY_MS + HOUR_MS, HOUR_MS);
    expect(frozenOf(cloud, orderId)).toEqual({ frozenFen: 0, releasedFen: 3000 });
    // Told by WeChat's events alone.
    const { shippedAt, ...rest } = shippingOf(cloud, orderId);
    expect(rest).toMatchObject({
      state: 'settled',
      receivedBy: 'time',
      releaseAt: (shippedAt ?? 0) + 2 * DAY_MS,
    });
  });

  it('is told of once, however often the sweep comes and whoever comes beside it', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    cloud.moveClock(cloud.clock.now() + 90_000);
    await Promise.all([
      cloud.trigger('payment-sweep'),
      cloud.trigger('payment-sweep'),
      cloud.trigger('payment-sweep'),
    ]);
    await nextMinutes(cloud, 20);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
  });

  it('whose upload was taken and never answered is not uploaded again', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    fault(UPLOAD, 'drop-after');
    // Without the events that WeChat would push.
    await pass(cloud, 1);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(shippingOf(cloud, orderId).state).toBe('due');
    await pass(cloud, 5);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
  });

  it.each([UPLOAD, ASK])('whose call to %s never arrived is tried again', async (path) => {
    const orderId = await paidOrder(cloud, lin, 3000);
    fault(path, 'drop-before', 3);
    await nextMinutes(cloud, 8);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
  });

  it('that the merchant shipped by hand keeps its re-ship chance', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    const { outTradeNo } = [...cloud.wechat.pay.state.transactions.values()][0]!;
    cloud.wechat.state.tradeOrders.set(outTradeNo, {
      ...tradeOf(cloud, orderId),
      uploads: 1,
      told: 'by hand',
      shippedAt: cloud.clock.now(),
      logisticsType: 1,
    });
    await nextMinutes(cloud, 3);
    expect(tradeOf(cloud, orderId)).toMatchObject({ uploads: 1, told: 'by hand' });
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
  });

  it('refunded before it was shipped needs nothing', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    await refundBy(cloud, orderId, 3000);
    await nextMinutes(cloud, 15);
    expect(tradeOf(cloud, orderId).uploads).toBe(0);
    expect(shippingOf(cloud, orderId)).toMatchObject({ state: 'not_needed', openId: null });
  });

  it('refunded in part is shipped all the same', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    await refundBy(cloud, orderId, 1000);
    await nextMinutes(cloud, 2);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(frozenOf(cloud, orderId)).toEqual({ frozenFen: 2000, releasedFen: 0 });
  });

  it('whose whole refund WeChat closed is shipped after all', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'CLOSED' });
    await refundBy(cloud, orderId, 3000);
    await nextMinutes(cloud, 15);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
  });

  it('money that came for an order that was over is not shipped: it goes back', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    await lin.payment.cancel({ orderId });
    expect(await payClosed(cloud, lin, orderId, 0)).toBe(true);
    await nextMinutes(cloud, 5);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ surplusBackFen: 3000, shipping: null }]);
    const [transaction] = cloud.wechat.pay.state.transactions.values();
    expect(cloud.wechat.trade.orderOf(transaction?.outTradeNo ?? '').uploads).toBe(0);
  });

  it('of somebody who closes the account meanwhile is shipped all the same, and names nobody afterwards', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await paidOrder(cloud, lin, 3000);
    cloud.faults.apply({ target: 'wechat', path: UPLOAD, kind: 'errcode', errcode: -1, times: 100 });
    await lin.identityMap.requestClosure({});
    await passTime(cloud, 8 * DAY_MS, 6 * HOUR_MS);
    const closed = orderOf(cloud, orderId);
    expect([closed.payerKey, closed.shipping?.state]).toEqual(['closed-account', 'due']);
    cloud.faults.clear();
    await passTime(cloud, DAY_MS, 6 * HOUR_MS);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(shippingOf(cloud, orderId)).toMatchObject({ openId: null });
  });

  it('of two members who turn out to be one is shipped for the account that paid', async () => {
    const { one, both } = await joinTwice(cloud);
    const orderId = await paidOrder(cloud, one, 3000);
    await both.identityMap.linkMine({});
    await nextMinutes(cloud, 2);
    expect(tradeOf(cloud, orderId).uploads).toBe(1);
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
  });

  it('one of many on a slow day is told of once, within a few minutes', async () => {
    const orders: OrderId[] = [];
    for (let count = 0; count < 12; count += 1) orders.push(await paidOrder(cloud, lin, 1000 + count));
    cloud.latency.set(SLOW_DAY);
    const isDone = () => orders.every((orderId) => shippingOf(cloud, orderId).state === 'shipped');
    expect(await sweepUntil(cloud, isDone, 5)).toBeLessThanOrEqual(5);
    cloud.latency.set(null);
    expect(orders.map((orderId) => tradeOf(cloud, orderId).uploads)).toEqual(orders.map(() => 1));
    expect(tooSlow(cloud)).toEqual([]);
  });

  it('cash has nothing to ship', async () => {
    const orderId = await billOf(cloud, 3000);
    await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
    await lin.payment.attach({ orderId });
    await nextMinutes(cloud, 3);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ shipping: null, shipAt: null }]);
  });
});
