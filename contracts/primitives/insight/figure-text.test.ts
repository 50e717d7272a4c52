import { changeOf, changeText, figureText } from './figure-text';
import { figureOf, figures } from './figures';

it.each([
  ['fen', 123_456, '¥1234.56'],
  ['fen', -2000, '-¥20'],
  ['number', 1_234_567, '1,234,567'],
  ['number', 999, '999'],
  ['rate', 1250, '12.5%'],
  ['rate', 10_000, '100.0%'],
  ['mean', 150, '1.50'],
  ['rate', null, '—'],
] as const)('%s %s is %s', (unit, value, text) => {
  expect(figureText(unit, value)).toBe(text);
});

it.each([
  [150, 100, '比上周多 50%', 'up'],
  [50, 100, '比上周少 50%', 'down'],
  [100, 100, '与上周持平', 'same'],
  [1001, 1000, '比上周多不到 1%', 'up'],
  [5, 0, '上周没有', 'up'],
  [0, 5, '比上周少 100%', 'down'],
  [-5, 0, '比上周少', 'down'],
  [null, 5, '无可比', 'same'],
] as const)('%s after %s: %s', (value, before, text, trend) => {
  const change = changeOf(value, before);
  expect(change.trend).toBe(trend);
  expect(changeText(change, '上周')).toBe(text);
});

it('figures are whole numbers of sums, and none where there is nothing to divide by', () => {
  const sums = {
    grossFen: 10_000,
    refundFen: 2000,
    keptOrders: 3,
    buyers: 2,
    repeatBuyers: 1,
    couponsUsed: 1,
  };
  const values = Object.fromEntries(figures.map(({ key, of }) => [key, of(sums)]));
  expect(values).toMatchObject({
    netFen: 8000,
    averageFen: 2667,
    refundRate: 2000,
    repeatRate: 5000,
    perBuyerFen: 4000,
    ordersPerBuyer: 150,
    couponUseRate: 10_000,
    openRate: null,
  });
  expect(figureOf('repeatRate').of({})).toBeNull();
  expect(new Set(figures.map(({ key }) => key)).size).toBe(figures.length);
});
