import { MINUTE_MS } from '@contracts/primitives/time';
import { paidOrder } from '../stage/money-stage';
import { phoneOf } from '../stage/stage';
import { launchMiniProgram, type LaunchOptions, type MiniProgram } from './harness/mini-program';
import { startLocalFunctions, type LocalFunctions } from './harness/local-functions';

/** The built mini-program against the real functions: 待提货 → 已提货, and the money WeChat holds until then. */
let functions: LocalFunctions;
beforeAll(async () => {
  functions = await startLocalFunctions();
});
afterAll(() => functions.close());

const open = (personaId: string, path: string, id: string | null, more: Partial<LaunchOptions> = {}) =>
  launchMiniProgram({
    callFunction: functions.phoneOf(personaId),
    path,
    ...(id !== null && { query: { id } }),
    ...more,
  });
const ORDER = 'shopper/pages/order/index';
const paid = () => paidOrder(functions.cloud, phoneOf(functions.cloud, 'shopper-lin'), 3000);
async function nextMinutes(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    functions.cloud.moveClock(functions.cloud.clock.now() + MINUTE_MS);
    await functions.cloud.runTimers();
  }
}
const shows = (mp: MiniProgram, ...texts: string[]) => {
  for (const text of texts) expect(mp.text()).toContain(text);
};

describe('goods of an order paid in WeChat', () => {
  it('wait at the store: the payer shows a code, the clerk scans it and hands them over', async () => {
    const orderId = await paid();
    const shopper = await open('shopper-lin', ORDER, orderId);
    shows(shopper, '待提货', '提货时到「幸福里店」出示给店员');
    const { pickUp } = await phoneOf(functions.cloud, 'shopper-lin').payment.readOrder({ orderId });
    const clerk = await open('clerk-zhou', 'merchant/pages/pick-up/index', null, {
      answers: { scanCode: () => ({ result: pickUp?.code ?? '' }) },
    });
    await clerk.tap('#scan');
    expect(clerk.page().route).toBe('merchant/pages/bill/index');
    shows(clerk, '待提货', '冻结中，等待上传发货信息', '提货码无误，商品已交给顾客');
    await clerk.tap('#fulfill');
    shows(clerk, '已提货');
    const again = await open('shopper-lin', ORDER, orderId);
    shows(again, '已提货');
    expect(again.text()).not.toContain('出示给店员');
    expect([...shopper.errors, ...clerk.errors, ...again.errors]).toEqual([]);
  });

  it('the payer confirms in WeChat’s own sheet, and is believed once WeChat says so', async () => {
    const orderId = await paid();
    await nextMinutes(2);
    const confirms = async (transactionId: unknown) =>
      functions.cloud.fetch('/local/wechat/trade/confirm', {
        method: 'POST',
        body: JSON.stringify({
          openid: phoneOf(functions.cloud, 'shopper-lin').identity.openid,
          transactionId,
        }),
      });
    const asked: unknown[] = [];
    const mp = await open('shopper-lin', ORDER, orderId, {
      answers: {
        openBusinessView: (sheet) => {
          asked.push(sheet);
          return {};
        },
      },
    });
    await mp.tap('#confirm-receipt');
    const transaction_id: unknown = expect.stringMatching(/^42/);
    expect(asked).toMatchObject([{ businessType: 'weappOrderConfirm', extraData: { transaction_id } }]);
    // They left the sheet without confirming.
    await mp.go('navigateTo', '/shopper/pages/orders/index');
    await mp.go('navigateTo', `/${ORDER}?id=${orderId}`);
    shows(mp, '待提货');
    const { pickUp } = await phoneOf(functions.cloud, 'shopper-lin').payment.readOrder({ orderId });
    await confirms(pickUp?.transactionId);
    await phoneOf(functions.cloud, 'shopper-lin').payment.confirmReceived({ orderId });
    await mp.go('navigateTo', `/${ORDER}?id=${orderId}`);
    shows(mp, '已提货');
    expect(mp.errors).toEqual([]);
  });
});

describe('the operator', () => {
  it('reads whose money is held and why, and sets how a store fulfills orders', async () => {
    await paid();
    functions.cloud.faults.apply({
      target: 'wechat',
      path: '/wxa/sec/order/upload_shipping_info',
      kind: 'errcode',
      errcode: 10060031,
      times: 1,
    });
    await nextMinutes(1);
    const mp = await open('operator-he', 'merchant/pages/workbench/index', null);
    await mp.tap('#shipping');
    expect(mp.page().route).toBe('merchant/pages/shipping/index');
    shows(
      mp,
      '付款人与微信的记录不一致',
      '请到微信公众平台「订单发货」手动发货',
      '门店怎么交付商品',
      '到店自提',
    );
    await mp.fire('#mode-sto_xingfu', 'change', { value: 1 });
    await mp.tap('#save-sto_xingfu');
    shows(mp, '幸福里店已改好，从下一单开始');
    expect(mp.errors).toEqual([]);
    const next = await open('shopper-lin', ORDER, await paid());
    shows(next, '待送达');
  });
});
