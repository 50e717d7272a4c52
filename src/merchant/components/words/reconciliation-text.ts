/** What each check of 对账 compares. */
export const checkTexts: ReadonlyMap<string, string> = new Map([
  ['ledger', '积分账户 = 流水'],
  ['stock', '库存 = 已发 + 剩余'],
  ['orders', '订单 = 付款 − 退款'],
  ['bill', '付款、退款 = 微信支付账单'],
  ['grants', '发出的券 = 事实'],
  ['outbox', '该发的消息都发了'],
  ['quarantine', '没有被搁置的数据'],
  ['audit', '操作日志没有被改过'],
]);
