import { toldTexts } from './told-text';

it.each([
  [null, null, []],
  [{ status: 'open' }, { status: 'open' }, []],
  [{ status: 'open' }, { status: 'paid', method: 'cash' }, ['状态：open → paid', '收款方式：无 → cash']],
  [null, { role: 'owner' }, ['角色：owner']],
  [{ refundedFen: 0 }, { refundedFen: 1250 }, ['已退：0 元 → 12.50 元']],
  [{ stores: 'a' }, { stores: null }, ['门店：a → 无']],
  [{ stores: null }, { stores: '' }, ['门店：无 → 无']],
  [{ 'refundRules.days': 7 }, { 'refundRules.days': 9 }, ['refundRules.days：7 → 9']],
])('before %j, after %j', (before, after, texts) => {
  expect(toldTexts({ before, after })).toEqual(texts);
});
