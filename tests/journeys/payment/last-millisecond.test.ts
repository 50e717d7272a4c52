import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, endOfChinaDay, instant, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { RUSH_TEMPLATE } from '../../../local/seed/demo-coupons';
import type { LocalCloud } from '../../../local/server';
import { latestMerge } from '../../stage/identity-stage';
import { moneyOf, pass } from '../../stage/money-stage';
import { billOf } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

/** Intervals are half-open: the last millisecond is in, the end itself is not. */
describe('the last millisecond, and the next', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let linId: Awaited<ReturnType<typeof shopperWithPoints>>['memberId'];
  const clerk = () => phoneOf(cloud, 'clerk-zhou');
  beforeEach(async () => {
    cloud = await startJourney({
      settings: {
        counterRules: { cashBillsPerDay: 1, cashFenPerDay: 1_000_000, refundFenPerDay: 1_000_000 },
      },
    });
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 1000));
    await pass(cloud, 1);
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const WITH_POINTS = { coupon: 'none' as const, usePoints: true };
  const confirmAt = async (orderId: OrderId, at: 'wechat' | 'counter', choice = WITH_POINTS) => {
    const { quote } = await lin.payment.quote({ orderId, ...choice });
    return lin.payment.pay({ orderId, ...choice, expectedFen: quote.payableFen, at });
  };

  it('a bill is confirmed until its time is out, and not at it', async () => {
    const [early, late] = [await billOf(cloud, 6600), await billOf(cloud, 6600)];
    const { expiresAt } = orderOf(early);
    cloud.moveClock(expiresAt - 1);
    await expect(confirmAt(early, 'wechat')).resolves.toMatchObject({ outcome: 'pay_in_wechat' });
    cloud.moveClock(expiresAt);
    await expect(confirmAt(late, 'wechat')).rejects.toMatchObject({ code: 'order_expired' });
    await expect(
      clerk().payment.recordCounterPayment({ orderId: late, method: 'cash' }),
    ).rejects.toMatchObject({ code: 'order_expired' });
  });

  it('confirmed, it waits fifteen minutes: paid in the last millisecond it counts, although the sweep comes first', async () => {
    const orderId = await billOf(cloud, 6600);
    const answer = await confirmAt(orderId, 'wechat');
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    const start = cloud.clock.now();
    expect(orderOf(orderId).expiresAt).toBe(start + 15 * MINUTE_MS);
    cloud.wechat.pay.setPolicy({ delayMs: DAY_MS });
    cloud.moveClock(start + 15 * MINUTE_MS - 1);
    expect(await lin.paySheet(answer.sheet)).toBe('requestPayment:ok');
    cloud.moveClock(start + 15 * MINUTE_MS);
    await sweepTrade(cloud);
    await pass(cloud, 1);
    expect(orderOf(orderId)).toMatchObject({ status: 'paid', applied: true, surplusFen: 0 });
    expect(moneyOf(cloud, orderId).wechat).toBe(orderOf(orderId).agreed!.payableFen);
  });

  it('not paid, its points are back at the fifteenth minute and not a millisecond earlier', async () => {
    const orderId = await billOf(cloud, 6600);
    await confirmAt(orderId, 'wechat');
    const held = storedAccount(cloud, linId)!.balance;
    expect(held).toBeLessThan(1020);
    const { expiresAt } = orderOf(orderId);
    cloud.moveClock(expiresAt - 1);
    await sweepTrade(cloud);
    expect([orderOf(orderId).status, storedAccount(cloud, linId)!.balance]).toEqual([
      'awaiting_payment',
      held,
    ]);
    cloud.moveClock(expiresAt);
    await sweepTrade(cloud);
    await pass(cloud, 1);
    expect([orderOf(orderId).status, storedAccount(cloud, linId)!.balance]).toEqual(['cancelled', 1020]);
  });

  it('a coupon pays until its end, and not at it', async () => {
    const { coupon } = await lin.coupon.collect({ templateId: couponTemplateId.parse(RUSH_TEMPLATE) });
    cloud.moveClock(coupon.expiresAt - 1);
    const orderId = await billOf(cloud, 20_000);
    const named = { orderId, coupon: coupon.id, usePoints: false };
    const { quote } = await lin.payment.quote(named);
    expect(quote.couponId).toBe(coupon.id);
    cloud.moveClock(coupon.expiresAt);
    await expect(
      lin.payment.pay({ ...named, expectedFen: quote.payableFen, at: 'wechat' }),
    ).rejects.toMatchObject({ code: 'quote_changed' });
    expect(documentsOf(cloud, 'coupons').find(({ _id }) => _id === coupon.id)?.status).toBe('unused');
  });

  it('a clerk’s day ends at 24:00 in China: at 23:59:59.999 the limit holds, at 0:00 it is anew', async () => {
    const midnight = endOfChinaDay(instant(cloud.clock.now()));
    cloud.moveClock(midnight - 1);
    const [first, second] = [await billOf(cloud, 1000), await billOf(cloud, 1000)];
    const take = (orderId: OrderId) => clerk().payment.recordCounterPayment({ orderId, method: 'cash' });
    expect((await take(first)).review).toBeNull();
    expect((await take(second)).review).not.toBeNull();
    cloud.moveClock(midnight);
    const third = await billOf(cloud, 1000);
    expect((await take(third)).review).toBeNull();
    expect(documentsOf(cloud, 'counterDays').map(({ cashBills }) => cashBills)).toEqual([1, 1]);
  });

  it('a cash bill is attached within a day, and not when it is over', async () => {
    const orderId = await billOf(cloud, 1000);
    await clerk().payment.recordCounterPayment({ orderId, method: 'cash' });
    cloud.moveClock(orderOf(orderId).paidAt! + DAY_MS);
    await expect(lin.payment.attach({ orderId })).rejects.toMatchObject({ code: 'order_expired' });
    cloud.moveClock(orderOf(orderId).paidAt! + DAY_MS - 1);
    await expect(lin.payment.attach({ orderId })).resolves.toMatchObject({ order: { state: 'paid' } });
  });

  it('a merge is undone within thirty days, and not when they are over', async () => {
    const [one, other] = [
      { openid: 'oA', appid: DEMO_APPID },
      { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID },
    ];
    await phoneOf(cloud, one).member.join({ leaderCode: null, phoneCode: null });
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await phoneOf(cloud, other).member.join({ leaderCode: null, phoneCode: null });
    await phoneOf(cloud, { ...one, unionid: 'uSame' }).identityMap.linkMine({});
    const mergeId = await latestMerge(cloud);
    const { at } = documentsOf(cloud, 'merges')[0]!;
    const he = phoneOf(cloud, 'operator-he');
    cloud.moveClock(at + 30 * DAY_MS);
    await expect(he.identityMap.undoMerge({ mergeId, reason: '合错了' })).rejects.toMatchObject({
      code: 'merge_not_undoable',
    });
    cloud.moveClock(at + 30 * DAY_MS - 1);
    await expect(he.identityMap.undoMerge({ mergeId, reason: '合错了' })).resolves.toBeTruthy();
  });

  it('what the clerk was shown is what is taken: a choice made meanwhile is refused, and nothing is paid', async () => {
    const orderId = await billOf(cloud, 6600);
    await confirmAt(orderId, 'counter', { coupon: 'none', usePoints: false });
    const shown = (await clerk().payment.readBill({ orderId })).order.payableFen!;
    await confirmAt(orderId, 'counter');
    const take = (expectedFen: number) =>
      clerk().payment.recordCounterPayment({ orderId, method: 'cash', expectedFen: fen(expectedFen) });
    await expect(take(shown)).rejects.toMatchObject({ code: 'quote_changed' });
    expect(orderOf(orderId).status).toBe('awaiting_payment');
    const now = (await clerk().payment.readBill({ orderId })).order.payableFen!;
    expect(now).toBeLessThan(shown);
    await expect(take(now)).resolves.toMatchObject({ order: { state: 'paid', payableFen: now } });
    await expect(take(now)).resolves.toMatchObject({ order: { state: 'paid' } });
  });

  it('paid in cash meanwhile, paying in WeChat answers that it is paid, and asks for nothing', async () => {
    const orderId = await billOf(cloud, 6600);
    await confirmAt(orderId, 'counter');
    await clerk().payment.recordCounterPayment({ orderId, method: 'cash' });
    await expect(confirmAt(orderId, 'wechat')).resolves.toMatchObject({ outcome: 'paid' });
    expect(documentsOf(cloud, 'payments')).toHaveLength(1);
    expect((await lin.payment.readOrder({ orderId })).order.state).toBe('paid');
  });
});
