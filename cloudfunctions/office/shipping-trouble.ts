/** Why WeChat did not take the shipping information of an order, for the operator. Pure. */
const WORDS: Readonly<Record<string, string>> = {
  '10060001': '微信还查不到这笔支付',
  '10060004': '微信说这笔订单现在不能发货',
  '10060031': '付款人与微信的记录不一致',
  '48001': '小程序还没有开通「发货信息管理」',
  late: '超过了微信允许补录的期限，需要在微信公众平台申请「特殊发货」',
};

export function shippingTrouble(problem: string | null): string {
  if (problem === null) return '还没有传上去';
  return WORDS[problem] ?? `微信没有收下（${problem}）`;
}
