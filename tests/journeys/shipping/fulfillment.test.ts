import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { readFulfillmentCode } from '@contracts/primitives/codes/fulfillment-code';
import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../../local/server';
import { paidOrder, refundBy } from '../../stage/money-stage';
import { ASK, nextMinutes, orderOf, passTime, shippingOf, tradeOf, UPLOAD } from './shipping-stage';
import { STORE } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** 待提货 → 已提货, and what WeChat tells of the money. */
describe('goods of an order paid in WeChat', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let clerk: Phone;
  let orderId: OrderId;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(async () => {
    cloud.faults.clear();
    await cloud.reset();
    lin = phoneOf(cloud, 'shopper-lin');
    clerk = phoneOf(cloud, 'clerk-zhou');
    orderId = await paidOrder(cloud, lin, 3000);
  });
  afterAll(() => cloud.close());

  const confirmInWechat = async (openid: string): Promise<unknown> => {
    const transactionId = (await lin.payment.readOrder({ orderId })).pickUp?.transactionId;
    const response = await cloud.fetch('/local/wechat/trade/confirm', {
      method: 'POST',
      body: JSON.stringify({ openid, transactionId }),
    });
    return response.json();
  };
  const proofOf = async () =>
    readFulfillmentCode((await lin.payment.readOrder({ orderId })).pickUp?.code ?? '');
  const push = (event: string, fields: Record<string, string>) =>
    cloud.fetch('/local/wechat/event', {
      method: 'POST',
      body: JSON.stringify({ account: 'mini-program', openid: lin.identity.openid, event, fields }),
    });

  it('wait until a clerk scans the code on the payer’s phone', async () => {
    expect(await lin.payment.readOrder({ orderId })).toMatchObject({
      order: { fulfillment: { mode: 'pickup', isDone: false } },
      pickUp: { transactionId: null },
    });
    const read = await proofOf();
    expect(read?.orderId).toBe(orderId);
    const { order } = await clerk.payment.fulfillOrder({ orderId, proof: read!.proof });
    expect(order).toMatchObject({ fulfillment: { isDone: true }, settlement: { state: 'due' } });
    expect(await lin.payment.readOrder({ orderId })).toMatchObject({
      order: { fulfillment: { isDone: true } },
      pickUp: null,
    });
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.fulfillOrder'),
    ).toMatchObject([{ detail: { how: 'scan' }, storeId: STORE }]);
  });

  it('are fulfilled once: the second clerk changes nothing', async () => {
    const read = await proofOf();
    await Promise.all([1, 2, 3].map(() => clerk.payment.fulfillOrder({ orderId, proof: read!.proof })));
    await clerk.payment.fulfillOrder({ orderId, proof: null });
    expect(orderOf(cloud, orderId).fulfilled).toMatchObject({ how: 'scan' });
    expect(
      documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.fulfillOrder'),
    ).toHaveLength(1);
  });

  it('are not given to who has the number of the order alone', async () => {
    await expect(clerk.payment.fulfillOrder({ orderId, proof: 'AAAAAAAAAAAA' })).rejects.toMatchObject({
      code: 'fulfillment_code_wrong',
    });
    expect(orderOf(cloud, orderId).fulfilled).toBeNull();
  });

  it('that went back are not given', async () => {
    await refundBy(cloud, orderId, 3000);
    await nextMinutes(cloud, 3);
    await expect(clerk.payment.fulfillOrder({ orderId, proof: null })).rejects.toMatchObject({
      code: 'nothing_to_fulfill',
    });
  });

  it('are confirmed by the payer in WeChat’s own sheet, and only what WeChat says counts', async () => {
    await nextMinutes(cloud, 2);
    // The page says so, WeChat does not.
    const before = await lin.payment.confirmReceived({ orderId });
    expect(before.order.fulfillment).toEqual({ mode: 'pickup', isDone: false });
    expect(await confirmInWechat(lin.identity.openid)).toEqual({ status: 'success' });
    expect((await lin.payment.confirmReceived({ orderId })).order.fulfillment?.isDone).toBe(true);
    expect(shippingOf(cloud, orderId)).toMatchObject({ state: 'received', receivedBy: 'person' });
    await passTime(cloud, HOUR_MS);
    expect((await clerk.payment.readBill({ orderId })).order.settlement).toMatchObject({ state: 'settled' });
  });

  it('confirmed while the answer is lost are found by asking', async () => {
    await nextMinutes(cloud, 2);
    await confirmInWechat(lin.identity.openid);
    cloud.faults.apply({ target: 'wechat', path: ASK, kind: 'drop-after', times: 3 });
    await expect(lin.payment.confirmReceived({ orderId })).rejects.toMatchObject({
      code: 'wechat_unavailable',
    });
    cloud.faults.clear();
    expect((await lin.payment.confirmReceived({ orderId })).order.fulfillment?.isDone).toBe(true);
  });

  it('nobody else’s order can be confirmed', async () => {
    await nextMinutes(cloud, 2);
    await expect(phoneOf(cloud, 'shopper-wang').payment.confirmReceived({ orderId })).rejects.toMatchObject({
      code: 'order_not_found',
    });
  });

  it('events are no proof for somebody else’s payment, come twice, late and the wrong way round', async () => {
    await nextMinutes(cloud, 2);
    const payment = documentsOf(cloud, 'payments')[0]!;
    const named = { transaction_id: payment.transactionId!, merchant_trade_no: payment._id };
    const seconds = (ms: number) => String(Math.floor((cloud.clock.now() + ms) / 1000));
    const settled = {
      ...named,
      confirm_receive_method: '2',
      confirm_receive_time: seconds(0),
      settlement_time: seconds(60_000),
    };
    await push('trade_manage_order_settlement', {
      ...settled,
      transaction_id: '4200000000000000000000000099',
    });
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
    await push('trade_manage_order_settlement', settled);
    await push('trade_manage_order_settlement', {
      ...named,
      shipped_time: seconds(0),
      estimated_settlement_time: seconds(DAY_MS),
      confirm_receive_time: '',
      settlement_time: '0',
    });
    await push('trade_manage_order_settlement', settled);
    expect(shippingOf(cloud, orderId)).toMatchObject({ state: 'settled', receivedBy: 'person' });
    expect(orderOf(cloud, orderId).shipAt).toBeNull();
  });

  it('without an event the money is found by asking when it should be free', async () => {
    await nextMinutes(cloud, 2);
    const state = cloud.wechat.state;
    for (let hour = 0; hour < 75; hour += 1) {
      cloud.moveClock(cloud.clock.now() + HOUR_MS);
      await cloud.trigger('payment-sweep');
      // Time passes at WeChat, and nobody pushes anything.
      const [outTradeNo] = state.tradeOrders.keys();
      const order = tradeOf(cloud, orderId);
      if (outTradeNo !== undefined && (order.shippedAt ?? 0) + 2 * DAY_MS <= cloud.clock.now())
        state.tradeOrders.set(outTradeNo, { ...order, confirmedAt: 1, confirmedBy: 1, settledAt: 1 });
    }
    expect(shippingOf(cloud, orderId).state).toBe('settled');
  });

  it('WeChat’s reminder makes us try within the minute, never beside an upload under way', async () => {
    cloud.faults.apply({ target: 'wechat', path: UPLOAD, kind: 'errcode', errcode: -1, times: 100 });
    await passTime(cloud, 30 * HOUR_MS, HOUR_MS);
    cloud.faults.clear();
    const payment = documentsOf(cloud, 'payments')[0]!;
    await push('trade_manage_remind_shipping', {
      transaction_id: payment.transactionId!,
      merchant_trade_no: payment._id,
    });
    expect(orderOf(cloud, orderId).shipAt).toBe(cloud.clock.now() + MINUTE_MS);
    await cloud.trigger('payment-sweep');
    expect(shippingOf(cloud, orderId).state).toBe('due');
    await nextMinutes(cloud, 1);
    expect(shippingOf(cloud, orderId).state).toBe('shipped');
  });

  it('WeChat’s call for access raises an alarm, which the first order it takes ends', async () => {
    await push('trade_manage_remind_access_api', { msg: '请完成发货信息管理服务接入' });
    const open = () => documentsOf(cloud, 'alarms').filter(({ clearedAt }) => clearedAt === null);
    expect(open()).toMatchObject([{ _id: 'order_shipping:access' }]);
    await nextMinutes(cloud, 2);
    expect(open()).toEqual([]);
  });

  it('the operator sees whose money is held and why, and sets how a store fulfills orders', async () => {
    cloud.faults.apply({ target: 'wechat', path: UPLOAD, kind: 'errcode', errcode: 10060031, times: 1 });
    await nextMinutes(cloud, 1);
    const operator = phoneOf(cloud, 'operator-he');
    expect((await operator.office.listHeldOrders({ cursor: null })).orders).toMatchObject([
      { orderId, amountFen: 3000, trouble: '付款人与微信的记录不一致', isTried: false },
    ]);
    const wanted = { storeId: STORE, shippingMode: 'same_city' as const, serviceCategories: ['磨刀'] };
    const basedOn = { shippingMode: 'pickup' as const, serviceCategories: [] };
    await operator.merchant.saveStoreShipping({ ...wanted, basedOn });
    expect((await operator.merchant.listStoreShipping({})).stores).toMatchObject([wanted]);
    const next = await paidOrder(cloud, lin, 2000);
    await nextMinutes(cloud, 2);
    expect(tradeOf(cloud, next).logisticsType).toBe(2);
    const items = [{ title: '磨刀', category: '磨刀', amountFen: fen(500) }];
    const service = (await clerk.payment.openBill({ storeId: STORE, items })).order.orderId;
    expect(orderOf(cloud, service).shippingMode).toBe('virtual');
    // What was sold before keeps what it was sold with.
    expect(orderOf(cloud, orderId).shippingMode).toBe('pickup');
  });
});
