import type { BillItem } from '@contracts/payment';
import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../local/server';
import { STORE } from '../stage/payment-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney, type Phone } from '../stage/stage';

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
