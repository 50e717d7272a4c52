import { fen } from '@contracts/primitives/fen';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import type { PointsRuleDraft } from '@contracts/points/points-rule';
import type { LocalCloud } from '../../../local/server';
import { BEST, billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { differencesIn, ledgerOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** What was confirmed is what is paid, whatever runs out or changes before the money arrives (J10). */
describe('a price that was agreed', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let linId: Awaited<ReturnType<typeof shopperWithPoints>>['memberId'];
  beforeEach(async () => {
    cloud = await startJourney();
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 1000));
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  const change = (collection: string, modifier: object) =>
    cloud.database
      .environment(cloud.env)
      .update(collection, { filter: {}, modifier: { $set: modifier }, multi: true });
  const couponsEndIn = (minutes: number) =>
    change('coupons', { expiresAt: cloud.clock.now() + minutes * MINUTE_MS });
  const pass = (minutes: number) => cloud.moveClock(cloud.clock.now() + minutes * MINUTE_MS);
  const publish = async (edit: (draft: PointsRuleDraft) => PointsRuleDraft) => {
    const operator = phoneOf(cloud, 'operator-he');
    const { version, publishedAt, ...draft } = (await operator.points.readRule({})).rule!;
    expect(publishedAt).toBeGreaterThan(0);
    await operator.points.publishRule({ draft: edit(draft), basedOn: version });
  };
  const payable = async (
    orderId: Parameters<typeof payInWechat>[1],
    choice: { coupon: 'best' | 'none'; usePoints: boolean } = BEST,
  ) => (await lin.payment.quote({ orderId, ...choice })).quote.payableFen;

  it('stays when the coupon the order holds runs out before the money comes', async () => {
    await couponsEndIn(5);
    const orderId = await billOf(cloud, 3200);
    const first = await prepareInWechat(lin, orderId);
    expect(await payable(orderId)).toBe(2540);
    pass(6);
    expect(await payable(orderId)).toBe(2540);
    const again = await prepareInWechat(lin, orderId);
    expect(again.package).toBe(first.package);
    expect(await lin.paySheet(again)).toBe('requestPayment:ok');
    const { order } = await lin.payment.confirm({ orderId });
    expect(order).toMatchObject({ state: 'paid', payableFen: 2540 });
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
  });

  it('of 30 yuan less 5 stays 25 when the sheet was cancelled and the coupon has run out since', async () => {
    await change('cardPlans', { memberRate: 1000 });
    await couponsEndIn(5);
    const orderId = await billOf(cloud, 3000);
    const sheet = await prepareInWechat(lin, orderId);
    expect(await lin.paySheet(sheet, 'cancelled')).toBe('requestPayment:fail cancel');
    pass(6);
    expect(await payable(orderId)).toBe(2500);
    await payWith(orderId, BEST);
    expect(documentsOf(cloud, 'payments')).toMatchObject([{ status: 'succeeded', amountFen: 2500 }]);
    expect(await payable(await billOf(cloud, 3000))).toBe(3000);
  });

  it('is asked for by the coupon’s name, at the counter, and with points as well', async () => {
    await couponsEndIn(5);
    const orderId = await billOf(cloud, 3200);
    await prepareInWechat(lin, orderId);
    pass(6);
    const { couponId } = (await lin.payment.quote({ orderId, ...BEST })).quote;
    const choice = { orderId, coupon: couponId!, usePoints: true };
    const { quote } = await lin.payment.quote(choice);
    expect(quote).toMatchObject({ couponId, points: 762, payableFen: 2540 - 762 });
    const answer = await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'counter' });
    expect(answer).toMatchObject({ outcome: 'pay_at_counter', order: { payableFen: 1778 } });
    pass(6);
    await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', applied: true }]);
  });

  it('ends with the order: the coupon that ran out helps no other bill', async () => {
    await couponsEndIn(5);
    const orderId = await billOf(cloud, 3200);
    await prepareInWechat(lin, orderId);
    pass(6);
    await lin.payment.cancel({ orderId });
    const { quote, couponOptions } = await lin.payment.quote({ orderId: await billOf(cloud, 3200), ...BEST });
    expect(quote.payableFen).toBe(3040);
    expect(couponOptions).toEqual([]);
  });

  it('keeps the member price when the card or its plan changes, and the rate of points', async () => {
    const orderId = await billOf(cloud, 3200);
    const choice = { coupon: 'none' as const, usePoints: true };
    const { quote } = await lin.payment.quote({ orderId, ...choice });
    expect(quote).toMatchObject({ payableFen: 2128, points: 912 });
    await lin.payment.pay({ orderId, ...choice, expectedFen: fen(2128), at: 'wechat' });
    await change('cardPlans', { memberRate: 990 });
    await change('members', { 'card.expiresAt': cloud.clock.now() });
    await publish((draft) => ({ ...draft, offset: { pointsPerYuan: 200, mostShare: 100, leastPoints: 1 } }));
    pass(1);
    expect((await lin.payment.quote({ orderId, ...choice })).quote).toEqual(quote);
    // Another choice is quoted under the same terms.
    expect(await payable(orderId, { coupon: 'best', usePoints: false })).toBe(2540);
    await payWith(orderId, choice);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', agreed: { payableFen: 2128 } }]);
    expect(await payable(await billOf(cloud, 3200))).toBeGreaterThan(2540);
  });

  const payWith = async (
    orderId: Parameters<typeof payInWechat>[1],
    choice: { coupon: 'none' | 'best'; usePoints: boolean },
  ) => {
    const expectedFen = (await lin.payment.quote({ orderId, ...choice })).quote.payableFen;
    const answer = await lin.payment.pay({ orderId, ...choice, expectedFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    expect(await lin.paySheet(answer.sheet)).toBe('requestPayment:ok');
    await lin.payment.confirm({ orderId });
  };

  it('points taken for it stay taken at their price when others are lost meanwhile', async () => {
    const earlier = await billOf(cloud, 30_000);
    await payWith(earlier, { coupon: 'none', usePoints: false });
    pass(8 * 24 * 60);
    const orderId = await billOf(cloud, 1_000_000);
    const choice = { coupon: 'none' as const, usePoints: true };
    const { quote } = await lin.payment.quote({ orderId, ...choice });
    expect(quote.points).toBe(1285);
    await lin.payment.pay({ orderId, ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId: earlier, amountFen: fen(28_500), reason: '商品缺货' });
    await cloud.wechat.pay.deliverDue();
    expect(storedAccount(cloud, linId)).toMatchObject({ balance: 0, debt: 285 });
    const again = await lin.payment.quote({ orderId, ...choice });
    expect(again.quote).toEqual(quote);
    expect(again.pointsOption).toMatchObject({ points: 1285, savedFen: 1285, unusableReason: null });
    await payWith(orderId, choice);
    expect(storedAccount(cloud, linId)).toMatchObject({ balance: 0, debt: 285 });
  });

  it('earns under the rule and the campaigns of the sale, though it is confirmed later', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: 2 * HOUR_MS });
    const orderId = await billOf(cloud, 3200);
    await payInWechat(lin, orderId);
    pass(1);
    await publish((draft) => ({ ...draft, earn: { ...draft.earn, pointsPerYuan: 10 } }));
    await publish((draft) => ({ ...draft, earn: { ...draft.earn, pointsPerYuan: 20 } }));
    pass(1);
    await cloud.runTimers();
    expect(storedAccount(cloud, linId)).toMatchObject({ pending: 25 });
    expect(ledgerOf(cloud, linId).find(({ kind }) => kind === 'earn')).toMatchObject({ ruleVersion: 1 });
    await payInWechat(lin, await billOf(cloud, 3200));
  });

  it('a better offer that comes meanwhile is taken; nothing dearer ever is', async () => {
    const orderId = await billOf(cloud, 3200);
    const choice = { coupon: 'none' as const, usePoints: false };
    await lin.payment.pay({ orderId, ...choice, expectedFen: fen(3040), at: 'wechat' });
    expect(await payable(orderId, { coupon: 'best', usePoints: false })).toBe(2540);
    const kept = await lin.payment.quote({ orderId, ...choice });
    expect(kept.quote.payableFen).toBe(3040);
  });

  describe('an order that costs nothing', () => {
    it('tapped five times at once it is confirmed once, and every tap is told so', async () => {
      const orderId = await billOf(cloud, 300);
      const { quote } = await lin.payment.quote({ orderId, ...BEST });
      expect(quote.payableFen).toBe(0);
      const tap = () => lin.payment.pay({ orderId, ...BEST, expectedFen: fen(0), at: 'wechat' });
      const answers = await Promise.all([tap(), tap(), tap(), tap(), tap()]);
      for (const answer of answers)
        expect(answer).toMatchObject({ outcome: 'paid', order: { state: 'paid', method: 'zero' } });
      expect(await tap()).toMatchObject({ outcome: 'paid' });
      expect(documentsOf(cloud, 'payments')).toMatchObject([{ status: 'succeeded', method: 'zero' }]);
      expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
      const [order] = documentsOf(cloud, 'orders');
      expect(order?.receipts.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'coupon']);
      expect(documentsOf(cloud, 'firstPayments').filter(({ orderId: id }) => id !== orderId)).toEqual([]);
      expect(cloud.wechat.pay.state.transactions.size).toBe(0);
    });

    it('a coupon of 100 percent makes it so within its cap', async () => {
      await change('coupons', {
        terms: {
          ...documentsOf(cloud, 'coupons')[0]!.terms,
          kind: 'percent_off',
          percentOff: 100,
          amountFen: 2000,
          thresholdFen: 1000,
        },
      });
      const free = await billOf(cloud, 2000);
      const answer = await lin.payment.pay({ orderId: free, ...BEST, expectedFen: fen(0), at: 'wechat' });
      expect(answer).toMatchObject({ outcome: 'paid', order: { method: 'zero', payableFen: 0 } });
      expect(await payable(await billOf(cloud, 3000))).toBe(2850 - 2000);
      expect(await payable(await billOf(cloud, 1000))).toBe(950);
    });
  });
});
