import { appId } from '@contracts/values';
import type { OrderId } from '@contracts/primitives/ids';
import { addMs, DAY_MS, endOfChinaDay, HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { reconcileBill } from '../../../cloudfunctions/office/reconciliation/reconcile-bill';
import type { Slice } from '../../../cloudfunctions/office/reconciliation/slice';
import { checkoutOf } from '../../stage/points-stage';
import { paidOrder, refundBy } from '../../stage/money-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const HEADING = '交易时间,公众账号ID,微信订单号,商户订单号,交易状态,商户退款单号,订单金额,申请退款金额';

/** 对账 with WeChat: the trade bill of every day, line by line, against what the book has. */
describe('the book against WeChat’s trade bill', () => {
  const cloud = cloudOfEach();
  let he: Phone;
  let wang: Phone;
  beforeEach(() => {
    he = phoneOf(cloud, 'operator-he');
    wang = phoneOf(cloud, 'shopper-wang');
  });

  const minute = async (minutes = 1): Promise<void> => {
    for (let n = 0; n < minutes; n += 1) {
      await cloud.database.environment(cloud.env).remove('dueWork', {}, true);
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await cloud.runTimers();
    }
  };
  const lastBill = () => documentsOf(cloud, 'reconciliations').find(({ _id }) => _id === 'bill')!;
  /** So long after the next midnight of China. */
  const nextDayAt = async (hours: number): Promise<void> => {
    cloud.moveClock(addMs(endOfChinaDay(instant(cloud.clock.now())), hours * HOUR_MS));
    await minute(3);
  };
  const found = () => lastBill().last!.found.map(({ text }) => text.replace(/^.*?：/, ''));
  const wechat = () => cloud.wechat.pay.state;
  const paymentOf = (orderId: OrderId) =>
    documentsOf(cloud, 'payments').find((payment) => payment.orderId === orderId)!;
  const transactionOf = (orderId: OrderId) => wechat().transactions.get(paymentOf(orderId)._id)!;
  const alarm = async () =>
    (await he.message.listAlarms({ cursor: null })).alarms.some(
      ({ kind, subject, clearedAt }) => kind === 'reconciliation' && subject === 'bill' && clearedAt === null,
    );

  it('agrees the morning after, by itself, once WeChat has written it: lines and documents are counted', async () => {
    const orderId = await paidOrder(cloud, wang, 10_000);
    await refundBy(cloud, orderId, 3000);
    await minute(2);
    await nextDayAt(9);
    expect(lastBill().last).toBeNull();
    cloud.moveClock(cloud.clock.now() + 100 * MINUTE_MS);
    await minute(2);
    // A payment and a refund, as lines and as documents.
    expect(lastBill().last).toMatchObject({ looked: 4, differences: 0 });
    expect(lastBill().bills).toMatchObject({ differing: [] });
    expect(await alarm()).toBe(false);
    const { checks } = await he.office.readReconciliation({});
    expect(checks.find(({ check }) => check === 'bill')).toMatchObject({ running: null });
  });

  it('names each way in which the bill and the book can differ, with what it is about; mended, the day is compared again', async () => {
    const [fine, dearer, lost, unknown, refunded] = [
      await paidOrder(cloud, wang, 1000),
      await paidOrder(cloud, wang, 2000),
      await paidOrder(cloud, wang, 3000),
      await paidOrder(cloud, wang, 4000),
      await paidOrder(cloud, wang, 5000),
    ];
    await refundBy(cloud, fine, 300);
    await refundBy(cloud, refunded, 500);
    await minute(2);
    const [ofFine, ofRefunded] = documentsOf(cloud, 'refunds');
    const kept = structuredClone([...wechat().transactions]);
    const keptRefunds = structuredClone([...wechat().refunds]);
    transactionOf(dearer).totalFen += 1;
    wechat().transactions.delete(paymentOf(lost)._id);
    const stranger = { ...transactionOf(unknown), outTradeNo: 'shop2-0001', transactionId: '42strange' };
    wechat().transactions.set('shop2-0001', stranger);
    wechat().transactions.set('till-0001', {
      ...stranger,
      outTradeNo: 'till-0001',
      appid: 'wx00000000000till',
    });
    wechat().refunds.delete(ofFine!._id);
    wechat().refunds.get(ofRefunded!._id)!.amountFen += 7;
    await nextDayAt(11);
    expect(new Set(found().map((text) => text.replace(/（.*$/, '')))).toEqual(
      new Set([
        '微信收了 20.01 元，账上是 20 元',
        '账上收了 30 元，微信账单里没有',
        '微信收了 40 元，账上没有这笔',
        '账上退了 3 元，微信账单里没有',
        '微信退了 5.07 元，账上是 5 元',
      ]),
    );
    const about = lastBill().last!.found.map(({ orderId }) => orderId);
    expect(new Set(about)).toEqual(new Set([dearer, lost, null, fine, refunded]));
    expect(await alarm()).toBe(true);

    wechat().transactions = new Map(kept);
    wechat().refunds = new Map(keptRefunds);
    await nextDayAt(11);
    expect(found()).toEqual([]);
    expect(await alarm()).toBe(false);
  });

  it('money WeChat took and nobody told of is found, and the order it is for', async () => {
    await minute();
    const orderId = await paidOrder(cloud, wang, 1000);
    await cloud.database.environment(cloud.env).update('payments', {
      filter: { _id: paymentOf(orderId)._id },
      modifier: { $set: { status: 'closed' } },
      multi: false,
    });
    await nextDayAt(11);
    expect(found()).toEqual(['微信收了 10 元，账上还没有收到']);
    expect(lastBill().last!.found[0]).toMatchObject({ orderId });
  });

  it('what is paid at the last moment is on the bill of its day, however late the book hears of it', async () => {
    const midnight = endOfChinaDay(instant(cloud.clock.now()));
    cloud.moveClock(midnight - 2000);
    cloud.wechat.pay.setPolicy({ delayMs: 5 * MINUTE_MS });
    const orderId = await paidOrder(cloud, wang, 1000);
    const refundAt = cloud.clock.now();
    await refundBy(cloud, orderId, 100);
    await minute(8);
    expect(documentsOf(cloud, 'refunds')[0]).toMatchObject({
      status: 'succeeded',
      acceptedAt: Math.floor(refundAt / 1000) * 1000,
    });
    expect(documentsOf(cloud, 'refunds')[0]!.endedAt).toBeGreaterThan(midnight);
    for (const _ of [1, 2]) {
      await nextDayAt(11);
      expect(found()).toEqual([]);
    }
    expect(lastBill().bills).toMatchObject({ differing: [] });
  });

  it('a refund whose moment the book does not know is asked about before it is called missing', async () => {
    const orderId = await paidOrder(cloud, wang, 1000);
    await refundBy(cloud, orderId, 100);
    await minute(2);
    const [refund] = documentsOf(cloud, 'refunds');
    const acceptedAt = addMs(refund!.acceptedAt!, DAY_MS);
    await cloud.database.environment(cloud.env).update('refunds', {
      filter: { _id: refund!._id },
      modifier: { $set: { acceptedAt } },
      multi: false,
    });
    await nextDayAt(11);
    await nextDayAt(11);
    expect(found()).toEqual([]);
    expect(documentsOf(cloud, 'refunds')[0]!.acceptedAt).toBe(refund!.acceptedAt);
  });

  it('no answer is asked for again and told after half a day; a refusal is told at once; days that were left out are caught up', async () => {
    await paidOrder(cloud, wang, 1000);
    await nextDayAt(1);
    const drop = {
      target: 'wechat',
      path: '/v3/bill/tradebill',
      kind: 'drop-before',
      times: 10_000,
    } as const;
    cloud.faults.apply(drop);
    cloud.moveClock(cloud.clock.now() + 10 * HOUR_MS);
    await minute(2);
    expect(lastBill().last).toBeNull();
    expect(lastBill().place).toContain('"stage":"lines"');
    for (let n = 0; n < 26; n += 1) {
      cloud.moveClock(cloud.clock.now() + 30 * MINUTE_MS);
      await minute();
    }
    expect(lastBill().last!.found[0]!.text).toMatch(/的微信账单一直下载不到$/);
    expect(await alarm()).toBe(true);
    cloud.faults.clear();
    cloud.faults.apply({
      target: 'wechat',
      path: '/v3/bill/tradebill',
      kind: 'pay-error',
      code: 'NO_AUTH',
      times: 2,
    });
    await nextDayAt(11);
    expect(lastBill().last!.found[0]!.text).toMatch(/的微信账单下载不到：NO_AUTH$/);
    await nextDayAt(11);
    expect(lastBill().last).toMatchObject({ differences: 0, looked: 2 });
    expect(lastBill().bills).toMatchObject({ differing: [] });
    expect(await alarm()).toBe(false);
  });

  it('“run now” while a bill is waited for asks for it at once, and begins no new wait', async () => {
    await nextDayAt(1);
    cloud.faults.apply({
      target: 'wechat',
      path: '/v3/bill/tradebill',
      kind: 'drop-before',
      times: 10_000,
    });
    cloud.moveClock(cloud.clock.now() + 10 * HOUR_MS);
    await minute(2);
    const { begunAt, dueAt } = lastBill();
    for (let hours = 0; hours < 12; hours += 3) {
      expect(lastBill()).toMatchObject({ last: null, begunAt });
      cloud.moveClock(cloud.clock.now() + 3 * HOUR_MS);
      await he.office.startReconciliation({});
      await minute();
    }
    expect(lastBill().dueAt).toBeGreaterThan(dueAt);
    expect(lastBill().last!.found[0]!.text).toMatch(/的微信账单一直下载不到$/);
    expect(await alarm()).toBe(true);
  });

  it('a day of many lines is compared slice by slice, by whichever instance comes next, each line once', async () => {
    const orderId = await paidOrder(cloud, wang, 1000);
    await minute();
    const { appid, transactionId, outTradeNo } = transactionOf(orderId);
    const row = (number: string) =>
      `\`2026-11-21 12:00:00,\`${appid},\`${transactionId},\`${number},\`SUCCESS,\`0,\`10.00,\`0.00`;
    const rows = [...Array.from({ length: 450 }, (_, n) => row(`shop2-${n}`)), row(outTradeNo)];
    const text = [HEADING, ...rows, '总交易单数', '`451', ''].join('\r\n');
    cloud.moveClock(addMs(endOfChinaDay(instant(cloud.clock.now())), 11 * HOUR_MS));
    const { store, now } = checkoutOf(cloud);
    const call = { store, now: now(), settings: { wechat: { appId: appId.parse(appid) } } };
    const pay = { tradeBill: async () => text, queryRefund: async () => null };
    const slices: Slice[] = [];
    for (let place: string | null = null; slices.length === 0 || place !== null; place = slices.at(-1)!.place)
      slices.push(await reconcileBill(pay)(call, place));
    expect(slices.map(({ looked, found }) => [looked, found.length])).toEqual([
      [200, 200],
      [200, 200],
      [51, 50],
      [1, 0],
      [0, 0],
    ]);
    expect(slices.at(-1)?.bills?.differing).toHaveLength(1);
  });
});
