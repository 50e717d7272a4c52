import { toldTexts } from './told-words';

it.each([
  [null, null, []],
  [{ status: 'open' }, { status: 'open' }, []],
  [{ status: 'open' }, { status: 'paid', method: 'cash' }, ['状态：未结束 → 已付款', '收款方式：无 → 现金']],
  [null, { role: 'owner' }, ['角色：店主']],
  [null, { checks: 8 }, ['核对几项：8']],
  [null, { changed: 3, later: 1 }, ['改了几张：3', '用完再改的：1']],
  [{ refundedFen: 0 }, { refundedFen: 1250 }, ['已退：0 元 → 12.50 元']],
  [null, { kind: 'coupon_expiry' }, ['种类：优惠券到期提醒']],
  [{ until: null }, { until: Date.UTC(2026, 10, 21, 4) }, ['到什么时候：无 → 2026年11月21日 12:00']],
  [{ tags: '', picture: false }, { tags: '宝妈', picture: true }, ['标签：无 → 宝妈', '图片：否 → 是']],
  [null, { status: 'unheard' }, ['状态：unheard']],
  [{ stores: 'a' }, { stores: null }, ['门店：a → 无']],
  [{ stores: null }, { stores: '' }, ['门店：无 → 无']],
  [{ 'refundRules.days': 7 }, { 'refundRules.days': 9 }, ['refundRules.days：7 → 9']],
])('before %j, after %j', (before, after, texts) => {
  expect(toldTexts({ before, after })).toEqual(texts);
});
