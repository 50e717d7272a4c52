import { settingGroups } from '../../../contracts/office/setting-values';
import { instant } from '../../../contracts/primitives/time';
import { dailyFigures, hasFallen } from './daily-figures';

const rules = settingGroups.figureRules.parse({});
const sunday = instant(Date.parse('2026-11-29T00:00:00+08:00'));

it.each([
  [50, 100, 50, true],
  [51, 100, 50, false],
  [0, 1, 100, true],
  [1, 100, 100, false],
  [0, 0, 50, false],
  [100, 0, 50, false],
  [0, 100, 0, false],
  [-10, 100, 100, true],
])('%d after %d at %d %%: %s', (net, before, percent, fallen) => {
  const sums = { grossFen: Math.max(net, 0), refundFen: Math.max(-net, 0) };
  expect(hasFallen('netFen', sums, { grossFen: before }, percent)).toBe(fallen);
});

it('says what fell first, then the day beside the same weekday', () => {
  const sums = { grossFen: 4000, refundFen: 1000, keptOrders: 2, orders: 2, joined: 3, couponsUsed: 1 };
  expect(dailyFigures(sunday, sums, { grossFen: 6000, keptOrders: 2, joined: 6 }, rules)).toEqual([
    '注意：净销售额比上周日少了很多',
    '净销售额 ¥30，比上周日少 50%',
    '有效订单 2，与上周日持平',
    '新会员 3，比上周日少 50%',
    '客单价 ¥15 · 退款 ¥10 · 用券 1 · 发放积分 0',
  ]);
});

it('nothing on either day is not worth a message; nothing after something is', () => {
  expect(dailyFigures(sunday, {}, {}, rules)).toBeNull();
  // That messages were sent, as this one is, is nothing the shop did.
  expect(dailyFigures(sunday, { delivered: 3, opened: 1 }, { delivered: 1 }, rules)).toBeNull();
  expect(dailyFigures(sunday, {}, { grossFen: 100 }, rules)?.[0]).toBe('注意：净销售额比上周日少了很多');
});
