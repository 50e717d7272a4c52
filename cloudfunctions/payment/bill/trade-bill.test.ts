import { readTradeBill } from './trade-bill';

const HEADING =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注';
const SUMS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额';
const PAID =
  '`2026-11-29 10:00:00,`wx1,`1900000001,`0,`,`4200000001,`pay_1,`openid,`JSAPI,`SUCCESS,`OTHERS,`CNY,`8.00,`2.00,`0,`0,`0.00,`0.00,`,`,`苹果,2 斤,`,`0.06000,`0.60%,`10.00,`0.00,`';
const BACK =
  '`2026-11-29 11:00:00,`wx1,`1900000001,`0,`,`4200000001,`pay_1,`openid,`JSAPI,`REFUND,`OTHERS,`CNY,`0.00,`0.00,`5030000001,`ref_1,`3.00,`0.00,`ORIGINAL,`PROCESSING,`苹果,`,`-0.02000,`0.60%,`0.00,`3.50,`';

describe('a trade bill', () => {
  it('is read line by line: what was paid in full and asked back, a comma in what was sold parts nothing', () => {
    const bill = readTradeBill(
      [HEADING, PAID, BACK, SUMS, '`2,`8.00,`3.00,`0,`0.04,`10.00,`3.50', ''].join('\r\n'),
    );
    expect(bill).toEqual({
      isWhole: true,
      lines: [
        {
          kind: 'paid',
          at: '2026-11-29 10:00:00',
          appId: 'wx1',
          outTradeNo: 'pay_1',
          transactionId: '4200000001',
          outRefundNo: '0',
          amountFen: 1000,
        },
        expect.objectContaining({ kind: 'refunded', outRefundNo: 'ref_1', amountFen: 350 }),
      ],
    });
  });

  it('says when it is not whole, in its middle or at its end, and when it is no bill', () => {
    expect(readTradeBill([HEADING, PAID, SUMS, '`2,`8.00'].join('\n'))?.isWhole).toBe(false);
    expect(readTradeBill([HEADING, PAID].join('\n'))?.isWhole).toBe(false);
    expect(readTradeBill('<html>')).toBeNull();
    expect(readTradeBill(null)).toEqual({ lines: [], isWhole: true });
  });

  it('reads the form of before, with a mark of its encoding at the start', () => {
    const old = HEADING.replace('应结订单金额', '总金额').replace(/,订单金额.*$/, '');
    const row = PAID.replace('`8.00', '`10.00').split(',`').slice(0, 24).join(',`');
    expect(readTradeBill(['\uFEFF' + old, row, SUMS, '`1'].join('\n'))).toMatchObject({
      isWhole: true,
      lines: [{ amountFen: 1000, kind: 'paid' }],
    });
  });

  it('takes no amount for one that is none', () => {
    const of = (amount: string) =>
      readTradeBill([HEADING, PAID.replace('`10.00', `\`${amount}`), SUMS, '`1'].join('\n'))?.lines[0]
        ?.amountFen;
    expect([of('0.1'), of('7'), of('1.234'), of('-1.00'), of('')]).toEqual([10, 700, null, null, null]);
  });
});
