import { APPID, LIN, testWechat } from '../test-sandbox';

/** 发货信息管理 refuses what WeChat refuses (platform-facts, section 9). */
describe('the sandbox of order shipping', () => {
  const PAID = { transactionId: '4200000000000000000000000001', outTradeNo: 'pay_1', totalFen: 3000 };
  function paid() {
    const scene = testWechat();
    scene.wechat.pay.state.transactions.set(PAID.outTradeNo, {
      ...PAID,
      appid: APPID,
      mchid: '1900000001',
      description: '邻里团',
      openid: LIN,
      notifyUrl: 'http://127.0.0.1/none',
      expiresAt: scene.clock.now,
      prepayId: 'wx1',
      state: 'SUCCESS',
      paidAt: scene.clock.now,
    });
    scene.clock.now += 60_000;
    const upload = async (change: object = {}) =>
      scene.api('/wxa/sec/order/upload_shipping_info', {
        order_key: { order_number_type: 2, transaction_id: PAID.transactionId },
        logistics_type: 4,
        delivery_mode: 1,
        shipping_list: [{ item_desc: '苹果*2' }],
        upload_time: '2026-01-05T10:01:00.000+08:00',
        payer: { openid: LIN },
        ...change,
      });
    const ask = () => scene.api('/wxa/sec/order/get_order', { transaction_id: PAID.transactionId });
    return { ...scene, upload, ask };
  }
  const errcode = (value: number): unknown => expect.objectContaining({ errcode: value });
  const state = (value: number): unknown => {
    const order: unknown = expect.objectContaining({ order_state: value });
    return expect.objectContaining({ order });
  };

  it('takes it once, then says that nothing changed, then spends the only re-ship chance', async () => {
    const { upload, wechat } = paid();
    expect(await upload()).toEqual(errcode(0));
    expect(await upload()).toEqual(errcode(10060023));
    expect(wechat.trade.orderOf(PAID.outTradeNo).uploads).toBe(1);
    expect(await upload({ logistics_type: 2 })).toEqual(errcode(0));
    expect(await upload({ logistics_type: 3 })).toEqual(errcode(10060003));
  });

  it.each([
    ['unknown', { order_key: { order_number_type: 2, transaction_id: '42' } }, 10060001],
    ['kind of shipping', { logistics_type: 5 }, 10060005],
    ['split without express', { delivery_mode: 2, is_all_delivered: true }, 10060006],
    ['nothing said of the goods', { shipping_list: [{ item_desc: '' }] }, 10060008],
    ['too much said', { shipping_list: [{ item_desc: '菜'.repeat(121) }] }, 10060009],
    ['another payer', { payer: { openid: 'openid-other' } }, 10060031],
    ['express without a number', { logistics_type: 1 }, 268485226],
    [
      'express without a company',
      { logistics_type: 1, shipping_list: [{ item_desc: '苹果', tracking_no: 'SF1' }] },
      268485227,
    ],
    ['a key that is null', { is_all_delivered: null }, 47001],
    ['a time without milliseconds', { upload_time: '2026-01-05T10:01:00+08:00' }, 47001],
  ])('refuses: %s', async (_name, change, expected) => {
    expect(await paid().upload(change)).toEqual(errcode(expected));
  });

  it('takes 120 characters, and the order by our own number', async () => {
    const { upload } = paid();
    const order_key = { order_number_type: 1, mchid: '1900000001', out_trade_no: PAID.outTradeNo };
    expect(await upload({ order_key, shipping_list: [{ item_desc: '菜'.repeat(120) }] })).toEqual(errcode(0));
  });

  it('does not know a payment in its first minute', async () => {
    const { upload, ask, clock } = paid();
    clock.now -= 1;
    expect([await upload(), await ask()]).toEqual([errcode(10060001), errcode(10060001)]);
  });

  it('an order goes from to ship, over shipped and confirmed, to complete; its money with it', async () => {
    const { upload, ask, wechat, clock } = paid();
    expect(await ask()).toEqual(state(1));
    await upload();
    expect(await ask()).toEqual(state(2));
    clock.now += 2 * 86_400_000;
    await wechat.trade.passTime();
    expect(await ask()).toEqual(state(3));
    expect(wechat.trade.moneyOf(PAID.outTradeNo)).toEqual({ frozenFen: 3000, releasedFen: 0 });
    expect(await upload({ logistics_type: 2 })).toEqual(errcode(10060002));
    clock.now += 600_000;
    await wechat.trade.passTime();
    expect(await ask()).toEqual(state(4));
    expect(wechat.trade.moneyOf(PAID.outTradeNo)).toEqual({ frozenFen: 0, releasedFen: 3000 });
  });

  it('is confirmed by the payer alone, once it is shipped', async () => {
    const { upload, ask, wechat } = paid();
    const confirm = async (openid: string): Promise<unknown> => {
      const body = JSON.stringify({ openid, transactionId: PAID.transactionId });
      const response = await wechat.trade.local.request('/confirm', { method: 'POST', body });
      return response.json();
    };
    expect(await confirm(LIN)).toEqual({ status: 'fail' });
    await upload();
    expect(await confirm('openid-other')).toEqual({ status: 'fail' });
    expect(await confirm(LIN)).toEqual({ status: 'success' });
    expect(await ask()).toEqual(state(3));
  });

  it('without access nothing can be asked but whether there is any', async () => {
    const { upload, api, wechat } = paid();
    wechat.state.isTradeManaged = false;
    expect(await upload()).toEqual(errcode(48001));
    expect(await api('/wxa/sec/order/is_trade_managed', { appid: APPID })).toMatchObject({
      is_trade_managed: false,
    });
  });

  it('the person is asked to confirm once', async () => {
    const { upload, api } = paid();
    const notify = () =>
      api('/wxa/sec/order/notify_confirm_receive', { transaction_id: PAID.transactionId, received_time: 1 });
    expect(await notify()).toEqual(errcode(10060004));
    await upload();
    expect([await notify(), await notify()]).toEqual([errcode(0), errcode(10060004)]);
  });
});
