import type { BillItem } from '@contracts/payment/payment';
import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { STORE } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** A bill of lines is given back line by line, each at its share of the sale. */
describe('refunds by line', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let clerk: Phone;
  let linId: Awaited<ReturnType<typeof shopperWithPoints>>['memberId'];
  beforeEach(async () => {
    cloud = await startJourney();
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 5000));
    clerk = phoneOf(cloud, 'clerk-zhou');
    // Without a member price: shares are those of coupon and points alone.
    await change('cardPlans', { memberRate: 1000 });
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  const change = (collection: string, modifier: object) =>
    cloud.database
      .environment(cloud.env)
      .update(collection, { filter: {}, modifier: { $set: modifier }, multi: true });
  const percentOff = (percent: number) =>
    change('coupons', {
      'terms.kind': 'percent_off',
      'terms.percentOff': percent,
      'terms.amountFen': 1_000_000,
      'terms.thresholdFen': 0,
    });
  const line = (title: string, unitPriceFen: number, quantity = 1): BillItem => ({
    title,
    category: null,
    quantity,
    unitPriceFen: fen(unitPriceFen),
    amountFen: fen(unitPriceFen * quantity),
  });
  const sell = async (items: BillItem[], usePoints = false): Promise<OrderId> => {
    const { order } = await clerk.payment.openBill({ storeId: STORE, items });
    const choice = { orderId: order.orderId, coupon: 'best' as const, usePoints };
    const { quote } = await lin.payment.quote(choice);
    const answer = await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    expect(await lin.paySheet(answer.sheet)).toBe('requestPayment:ok');
    await lin.payment.confirm({ orderId: order.orderId });
    return order.orderId;
  };
  const giveBack = async (orderId: OrderId, ...lines: { line: number; quantity: number }[]) => {
    const preview = await clerk.payment.previewRefund({ orderId, lines });
    const expectedFen = preview.amountFen;
    await clerk.payment.refundLines({ orderId, lines, expectedFen, reason: '商品有伤' });
    await cloud.wechat.pay.deliverDue();
    return preview;
  };
  const one = (at: number) => ({ line: at, quantity: 1 });

  it('ten of one thing, a quarter off: unit by unit 17.92 or 17.93, exactly what was paid, and no eleventh', async () => {
    await percentOff(25);
    const orderId = await sell([line('苹果', 2390, 10)]);
    const amounts: number[] = [];
    for (let unit = 0; unit < 10; unit += 1) amounts.push((await giveBack(orderId, one(0))).amountFen);
    expect(new Set(amounts)).toEqual(new Set([1792, 1793]));
    await expect(giveBack(orderId, one(0))).rejects.toMatchObject({ code: 'refund_units_back' });
    const { order, lines } = await lin.payment.readOrder({ orderId });
    expect(order).toMatchObject({ state: 'refunded', payableFen: 17_925, refundedFen: 17_925 });
    expect(lines).toMatchObject([{ quantity: 10, backQuantity: 10, backFen: 17_925, nextUnitFen: null }]);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toEqual([]);
  });

  it('two lines, a fifth off: 120 and then 48 yuan, read by the shopper before and after', async () => {
    await percentOff(20);
    const orderId = await sell([line('牛肉', 15_000), line('虾', 6000)]);
    const before = await lin.payment.readOrder({ orderId });
    expect(before.lines).toMatchObject([
      { title: '牛肉', amountFen: 15_000, couponSavedFen: 3000, paidFen: 12_000, nextUnitFen: 12_000 },
      { title: '虾', amountFen: 6000, couponSavedFen: 1200, paidFen: 4800, nextUnitFen: 4800 },
    ]);
    expect(await giveBack(orderId, one(0))).toMatchObject({ amountFen: 12_000, isWhole: false });
    const { lines } = await clerk.payment.readBill({ orderId });
    expect(lines).toMatchObject([{ backFen: 12_000 }, { backFen: 0 }]);
    expect(await giveBack(orderId, one(1))).toMatchObject({ amountFen: 4800, isWhole: true });
    expect(documentsOf(cloud, 'refunds')).toMatchObject([
      { lines: [{ line: 0, units: [0] }] },
      { lines: [{ line: 1, units: [0] }] },
    ]);
  });

  it('points: what the preview says of them is what happens, and the last line takes the rest', async () => {
    await percentOff(10);
    const orderId = await sell([line('牛肉', 3333, 3), line('米', 5000)], true);
    const { agreed } = documentsOf(cloud, 'orders')[0]!;
    expect(agreed?.points).toBeGreaterThan(1000);
    const start = storedAccount(cloud, linId)!;
    const pending = start.pending;
    let [balance, taken] = [start.balance as number, 0];
    for (const units of [one(0), one(1), { line: 0, quantity: 2 }]) {
      const { pointsBack, pointsTakenBack, lines } = await giveBack(orderId, units);
      balance += pointsBack;
      taken += pointsTakenBack;
      expect(pointsBack).toBe(lines[0]?.points);
      expect(storedAccount(cloud, linId)).toMatchObject({ balance, pending: pending - taken });
    }
    expect(storedAccount(cloud, linId)).toMatchObject({ balance: 5000, pending: 0, debt: 0 });
  });

  it('the same request gives back once; of rivals only as many as there are units', async () => {
    await percentOff(50);
    const orderId = await sell([line('牛奶', 200, 3)]);
    const lines = [one(0)];
    const input = { orderId, lines, expectedFen: fen(100), reason: '漏气' };
    const requestId = newTestRequest();
    const same = () => clerk.payment.refundLines(input, { requestId });
    await Promise.all([same(), same(), same()]);
    await same();
    expect(documentsOf(cloud, 'refunds')).toHaveLength(1);
    const rivals = await Promise.allSettled([1, 2, 3, 4].map(() => clerk.payment.refundLines(input)));
    expect(rivals.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 300, refundingFen: 0 }]);
  });

  it('lines and free amounts together never exceed what was paid', async () => {
    await percentOff(20);
    const orderId = await sell([line('牛肉', 15_000), line('虾', 6000)]);
    await clerk.payment.refund({ orderId, amountFen: fen(5000), reason: '补偿' });
    await cloud.wechat.pay.deliverDue();
    await expect(giveBack(orderId, one(0), one(1))).rejects.toMatchObject({ code: 'refund_too_much' });
    expect((await giveBack(orderId, one(1))).amountFen).toBe(4800);
    await expect(giveBack(orderId, one(0))).rejects.toMatchObject({ code: 'refund_too_much' });
    await clerk.payment.refund({ orderId, amountFen: fen(7000), reason: '其余' });
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 16_800, refundingFen: 0 }]);
  });

  it('units of a refund that WeChat closed can be given back again', async () => {
    const orderId = await sell([line('牛肉', 15_000, 2)]);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'CLOSED' });
    await giveBack(orderId, { line: 0, quantity: 2 });
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    const { lines } = await clerk.payment.readBill({ orderId });
    expect(lines).toMatchObject([{ backQuantity: 0, backFen: 0 }]);
    await giveBack(orderId, { line: 0, quantity: 2 });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundingFen: 0 }]);
  });

  it('what was shown is what is given: another amount is refused, and so is what cost nothing', async () => {
    const orderId = await sell([line('牛肉', 15_000), line('赠品', 0)]);
    const input = { orderId, lines: [one(0)], reason: '退货' };
    await expect(clerk.payment.refundLines({ ...input, expectedFen: fen(1) })).rejects.toMatchObject({
      code: 'refund_changed',
    });
    await expect(giveBack(orderId, one(1))).rejects.toMatchObject({ code: 'refund_nothing' });
    await expect(giveBack(orderId, one(0), one(0))).rejects.toMatchObject({ code: 'invalid_input' });
    expect(documentsOf(cloud, 'refunds')).toEqual([]);
  });

  describe('what only a coupon or points paid for', () => {
    const coupon = () => documentsOf(cloud, 'coupons').find(({ use }) => use !== null)?.status ?? 'unused';
    const texts = async (orderId: OrderId) =>
      (await lin.payment.readOrder({ orderId })).order.receipts.map(({ text }) => text);
    const sellFree = async (items: BillItem[], usePoints = false): Promise<OrderId> => {
      const { order } = await clerk.payment.openBill({ storeId: STORE, items });
      const choice = { orderId: order.orderId, coupon: usePoints ? 'none' : 'best', usePoints } as const;
      const answer = await lin.payment.pay({ ...choice, expectedFen: fen(0), at: 'wechat' });
      expect(answer.outcome).toBe('paid');
      return order.orderId;
    };

    it('comes back line by line without money; the coupon with the last of it, once', async () => {
      await percentOff(100);
      const orderId = await sellFree([line('苹果', 1000, 2), line('梨', 500), line('袋子', 0)]);
      expect(await giveBack(orderId, one(0))).toMatchObject({ amountFen: 0, isWhole: false });
      expect(coupon()).toBe('used');
      expect(await giveBack(orderId, one(0), one(1))).toMatchObject({ amountFen: 0, isWhole: true });
      expect(coupon()).toBe('unused');
      expect(await texts(orderId)).toEqual([
        expect.stringContaining('省 25 元'),
        '优惠券已使用',
        '退回 1 件没有付过钱的商品，不涉及退款：商品有伤',
        '退回 2 件没有付过钱的商品，不涉及退款：商品有伤',
        '优惠券已退回（有效期不变）',
      ]);
      await expect(giveBack(orderId, one(0))).rejects.toMatchObject({ code: 'refund_units_back' });
      // To take it back whole, too, changes nothing any more.
      const undone = await clerk.payment.refund({ orderId, amountFen: fen(0), reason: '撤销' });
      expect(undone.order).toMatchObject({ state: 'undone', refundedFen: 0 });
      expect(documentsOf(cloud, 'refunds')).toHaveLength(2);
      expect(cloud.wechat.pay.state.refunds.size).toBe(0);
    });

    it('points: each line gives back its own; taking the rest back whole gives the rest', async () => {
      const operator = phoneOf(cloud, 'operator-he');
      const { rule } = await operator.points.readRule({});
      const { version, publishedAt: _publishedAt, ...draft } = rule!;
      const offset = { ...draft.offset, mostShare: 1000 };
      await operator.points.publishRule({ draft: { ...draft, offset }, basedOn: version });
      const orderId = await sellFree([line('苹果', 1000, 2), line('梨', 500)], true);
      expect(storedAccount(cloud, linId)).toMatchObject({ balance: 2500 });
      expect(await giveBack(orderId, one(0))).toMatchObject({ amountFen: 0, pointsBack: 1000 });
      expect(storedAccount(cloud, linId)).toMatchObject({ balance: 3500 });
      await clerk.payment.refund({ orderId, amountFen: fen(0), reason: '撤销' });
      expect(storedAccount(cloud, linId)).toMatchObject({ balance: 5000, pending: 0 });
      await expect(giveBack(orderId, one(1))).rejects.toMatchObject({ code: 'refund_units_back' });
    });

    it('kept while all the money is back, it keeps the coupon used', async () => {
      await percentOff(100);
      await change('coupons', { 'terms.categories': ['水果'] });
      const fruit = { ...line('苹果', 333, 2), category: '水果' };
      const orderId = await sell([fruit, line('米', 777)]);
      expect(await giveBack(orderId, one(1))).toMatchObject({ amountFen: 777, isWhole: false });
      expect((await lin.payment.readOrder({ orderId })).order.state).toBe('refunded');
      expect(coupon()).toBe('used');
      expect((await texts(orderId)).at(-2)).toBe('用优惠券和积分换的商品还没有退回，优惠券暂不退回');
      expect(await giveBack(orderId, { line: 0, quantity: 2 })).toMatchObject({
        amountFen: 0,
        isWhole: true,
      });
      expect(coupon()).toBe('unused');
      expect((await texts(orderId)).filter((text) => text.includes('优惠券已退回'))).toHaveLength(1);
      expect(documentsOf(cloud, 'refunds').map(({ method, status }) => [method, status])).toEqual([
        ['wechat', 'succeeded'],
        ['zero', 'succeeded'],
      ]);
    });

    it('a refund of the whole amount is for the whole order: the coupon comes back', async () => {
      await percentOff(100);
      await change('coupons', { 'terms.categories': ['水果'] });
      const orderId = await sell([{ ...line('苹果', 333, 2), category: '水果' }, line('米', 777)]);
      await clerk.payment.refund({ orderId, amountFen: fen(777), reason: '都退了' });
      await cloud.wechat.pay.deliverDue();
      expect(coupon()).toBe('unused');
      await giveBack(orderId, one(0));
      expect((await texts(orderId)).filter((text) => text.includes('优惠券已退回'))).toHaveLength(1);
    });
  });

  it('a coupon that has run out comes back with the word that it has', async () => {
    await percentOff(20);
    const orderId = await sell([line('牛肉', 15_000)]);
    cloud.moveClock(cloud.clock.now() + 30 * DAY_MS);
    await giveBack(orderId, one(0));
    const { order } = await lin.payment.readOrder({ orderId });
    expect(order.receipts.map(({ text }) => text)).toContain(
      '全额退款，优惠券已退回，不过它已经过期，不能再用',
    );
  });

  it('a bill that is only an amount is one line of one unit; a wrong unit price is refused', async () => {
    const items = [{ title: '消费', category: null, amountFen: fen(3000) }];
    const { order } = await clerk.payment.openBill({ storeId: STORE, items });
    await clerk.payment.recordCounterPayment({ orderId: order.orderId, method: 'cash' });
    expect(await giveBack(order.orderId, one(0))).toMatchObject({ amountFen: 3000, isWhole: true });
    const wrong = [{ ...line('苹果', 2390, 10), amountFen: fen(23_899) }];
    await expect(clerk.payment.openBill({ storeId: STORE, items: wrong })).rejects.toMatchObject({
      code: 'invalid_input',
    });
  });
});
