import { changeText } from './change-text';

it.each([
  ['counterRules.refundFenPerDay', 200_000, 50_000, '柜台 · 每人每天退款：2000 元 → 500 元'],
  ['messageRules.perDay', null, 6, '消息 · 每人每天最多：默认 → 6 条'],
  ['orderRules.restoreCoupon', 'full', 'never', '订单 · 退款时优惠券：全额退款时退回 → 不退回'],
  ['messageTemplates.birthday.templateId', 'A', null, 'messageTemplates.birthday.templateId：A → 默认'],
])('%s from %j to %j', (path, before, after, text) => {
  expect(changeText({ path, before, after })).toBe(text);
});
