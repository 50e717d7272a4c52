import type { BillItem } from '@contracts/payment/payment';
import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../../local/server';
import { newStaff } from '../../stage/counter-stage';
import { moneyOf, paidOrder, pass } from '../../stage/money-stage';
import { BEST, billOf, payInWechat, prepareInWechat, STORE } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** Two devices at the same moment: one of them happens, the other is told so, and the books agree. */
describe('two at once', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let wu: Phone;
  let lin: Phone;
  let wang: Phone;
  let linId: Awaited<ReturnType<typeof shopperWithPoints>>['memberId'];
  beforeEach(async () => {
    cloud = await startJourney();
    zhou = phoneOf(cloud, 'clerk-zhou');
    wu = await newStaff(cloud, 'wu');
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 1000));
    ({ phone: wang } = await shopperWithPoints(cloud, 'shopper-wang', 1000));
    // What joining gives comes with the next sweep.
    await pass(cloud, 1);
  });
  afterEach(async () => {
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 24 * 60);
    expect(await differencesIn(cloud)).toEqual([]);
    for (const { _id } of documentsOf(cloud, 'orders')) {
      const { wechat, book } = moneyOf(cloud, _id);
      expect(wechat).toBe(book);
    }
    await cloud.close();
  });

  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  /** What each said: `ok`, or the code of its refusal. */
  const together = async (...acts: (() => Promise<unknown>)[]) => {
    const ended = await Promise.allSettled(acts.map((act) => act()));
    return ended
      .map((one) => (one.status === 'fulfilled' ? 'ok' : String(Reflect.get(Object(one.reason), 'code'))))
      .sort();
  };
  const line = (title: string, unitFen: number, quantity: number): BillItem => ({
    title,
    category: '生鲜',
    quantity,
    unitPriceFen: fen(unitFen),
    amountFen: fen(unitFen * quantity),
  });
  const paidLines = async () => {
    const items = [line('大米', 5000, 1), line('鸡蛋', 1000, 2)];
    const { order } = await zhou.payment.openBill({ storeId: STORE, items });
    await payInWechat(lin, order.orderId);
    await lin.payment.confirm({ orderId: order.orderId });
    return order.orderId;
  };
  const refundLine = async (by: Phone, orderId: OrderId, expectedFen: ReturnType<typeof fen>) =>
    by.payment.refundLines({ orderId, lines: [{ line: 0, quantity: 1 }], expectedFen, reason: '退这件' });

  it('two clerks give the same line back: once', async () => {
    const orderId = await paidLines();
    const { amountFen } = await zhou.payment.previewRefund({ orderId, lines: [{ line: 0, quantity: 1 }] });
    const said = await together(
      () => refundLine(zhou, orderId, amountFen),
      () => refundLine(wu, orderId, amountFen),
    );
    expect(said.filter((one) => one === 'ok')).toHaveLength(1);
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'refunds')).toHaveLength(1);
    expect(orderOf(orderId)).toMatchObject({ refundedFen: amountFen, refundingFen: 0 });
  });

  it('one gives a line back, the other all of the amount: never more than was paid', async () => {
    const orderId = await paidLines();
    const paid = orderOf(orderId).agreed!.payableFen;
    const { amountFen } = await zhou.payment.previewRefund({ orderId, lines: [{ line: 0, quantity: 1 }] });
    const said = await together(
      () => refundLine(zhou, orderId, amountFen),
      () => wu.payment.refund({ orderId, amountFen: paid, reason: '全退' }),
    );
    expect(said.filter((one) => one === 'ok')).toHaveLength(1);
    await cloud.wechat.pay.deliverDue();
    expect([amountFen, paid]).toContain(orderOf(orderId).refundedFen);
  });

  it('a part by amount first: lines that come to more than is left are refused, the rest goes back by amount', async () => {
    const orderId = await paidLines();
    const paid = orderOf(orderId).agreed!.payableFen;
    await zhou.payment.refund({ orderId, amountFen: fen(1500), reason: '补差价' });
    const both = [
      { line: 0, quantity: 1 },
      { line: 1, quantity: 2 },
    ];
    const tooMuch = { code: 'refund_too_much' };
    await expect(zhou.payment.previewRefund({ orderId, lines: both })).rejects.toMatchObject(tooMuch);
    const one = [{ line: 1, quantity: 1 }];
    const { amountFen } = await zhou.payment.previewRefund({ orderId, lines: one });
    await zhou.payment.refundLines({ orderId, lines: one, expectedFen: amountFen, reason: '退一份' });
    const rest = fen(paid - 1500 - amountFen);
    await expect(
      zhou.payment.refund({ orderId, amountFen: fen(rest + 1), reason: '多退' }),
    ).rejects.toMatchObject(tooMuch);
    await zhou.payment.refund({ orderId, amountFen: rest, reason: '都退' });
    await cloud.wechat.pay.deliverDue();
    expect(orderOf(orderId)).toMatchObject({ refundedFen: paid, refundingFen: 0 });
    expect(storedAccount(cloud, linId)).toMatchObject({ balance: 1020, pending: 0, debt: 0 });
    await expect(zhou.payment.refund({ orderId, amountFen: fen(1), reason: '再退' })).rejects.toMatchObject(
      tooMuch,
    );
  });

  it('two clerks give all of it back: once', async () => {
    const orderId = await paidOrder(cloud, lin, 6600);
    const paid = orderOf(orderId).agreed!.payableFen;
    const all = (by: Phone) => () => by.payment.refund({ orderId, amountFen: paid, reason: '全退' });
    expect(await together(all(zhou), all(wu))).toEqual(['ok', 'refund_too_much']);
    await cloud.wechat.pay.deliverDue();
    expect(orderOf(orderId)).toMatchObject({ refundedFen: paid, refundingFen: 0 });
  });

  it('two people confirm one bill: it is one’s, and the other pays nothing', async () => {
    const orderId = await billOf(cloud, 6600);
    const said = await together(
      () => prepareInWechat(lin, orderId),
      () => prepareInWechat(wang, orderId),
    );
    expect(said).toEqual(['ok', 'order_taken']);
    expect(documentsOf(cloud, 'payments')).toHaveLength(1);
  });

  it('two people scan a bill that was paid in cash: it is one’s', async () => {
    const orderId = await billOf(cloud, 6600);
    await zhou.payment.recordCounterPayment({ orderId, method: 'cash' });
    const attach = (phone: Phone) => () => phone.payment.attach({ orderId });
    expect(await together(attach(lin), attach(wang))).toEqual(['ok', 'order_taken']);
    const earned = documentsOf(cloud, 'pointsEntries').filter(({ _id }) => _id === `earn:order-${orderId}`);
    expect(earned).toHaveLength(1);
  });

  it('one person’s two phones confirm the same and another choice: one price is paid, once', async () => {
    const orderId = await billOf(cloud, 6600);
    const pay = async (usePoints: boolean) => {
      const choice = { orderId, coupon: 'best' as const, usePoints };
      const { quote } = await lin.payment.quote(choice);
      const answer = await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
      return answer.outcome === 'pay_in_wechat' ? lin.paySheet(answer.sheet) : answer.outcome;
    };
    await together(
      () => pay(true),
      () => pay(false),
    );
    await pass(cloud, 20);
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 60);
    const order = orderOf(orderId);
    const { wechat } = moneyOf(cloud, orderId);
    expect(wechat).toBe(order.status === 'paid' ? order.agreed!.payableFen : 0);
    const kept = order.status === 'paid' ? order.agreed!.points : 0;
    expect(storedAccount(cloud, linId)?.balance).toBe(1020 - kept);
  });

  it('the shopper cancels while the clerk takes the cash: the one or the other', async () => {
    const orderId = await billOf(cloud, 6600);
    const choice = { orderId, coupon: 'best' as const, usePoints: true };
    const { quote } = await lin.payment.quote(choice);
    await lin.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'counter' });
    const said = await together(
      () => lin.payment.cancel({ orderId }),
      () => zhou.payment.recordCounterPayment({ orderId, method: 'cash' }),
    );
    expect(said.filter((one) => one === 'ok')).toHaveLength(1);
    const order = orderOf(orderId);
    const cash = documentsOf(cloud, 'payments').filter(({ status }) => status === 'succeeded');
    expect(cash).toHaveLength(order.status === 'paid' ? 1 : 0);
    const kept = order.status === 'paid' ? order.agreed!.points : 0;
    expect(storedAccount(cloud, linId)?.balance).toBe(1020 - kept);
  });

  it('the shopper pays in WeChat while the clerk takes the cash: paid once, the other goes back', async () => {
    const orderId = await billOf(cloud, 6600);
    const sheet = await prepareInWechat(lin, orderId);
    await together(
      () => lin.paySheet(sheet),
      () => zhou.payment.recordCounterPayment({ orderId, method: 'cash' }),
    );
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 20);
    await cloud.wechat.pay.deliverDue();
    const order = orderOf(orderId);
    expect(order.status).toBe('paid');
    expect(moneyOf(cloud, orderId).wechat).toBe(order.method === 'wechat' ? order.agreed!.payableFen : 0);
    expect(order.surplusFen).toBe(order.surplusBackFen);
  });

  it('two clerks take the cash of one bill: one payment, one entry in the log', async () => {
    const orderId = await billOf(cloud, 6600);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    await lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    const take = (by: Phone) => () => by.payment.recordCounterPayment({ orderId, method: 'cash' });
    await together(take(zhou), take(wu));
    expect(documentsOf(cloud, 'payments').filter(({ status }) => status === 'succeeded')).toHaveLength(1);
    const told = documentsOf(cloud, 'auditEntries').filter(
      ({ action }) => action === 'payment.recordCounterPayment',
    );
    expect(told).toHaveLength(1);
  });
});
