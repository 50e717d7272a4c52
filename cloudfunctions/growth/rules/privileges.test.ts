import type { Privilege } from '../../../contracts/growth/privilege';
import { instant } from '../../../contracts/primitives/time';
import { earningOffers, fastRefundOf, leftOf, periodOf, privilegesAt, soldTo } from './privileges';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const right = (id: string, kind: Privilege['kind'], fromLevel: number, value: number | null): Privilege => ({
  id,
  kind,
  name: id,
  terms: id,
  fromLevel,
  value,
  quota: null,
});
const all = [
  right('price-1', 'member_price', 1, 950),
  right('price-2', 'member_price', 2, 900),
  right('double', 'points_multiplier', 1, 200),
  right('born', 'birthday_points', 0, 300),
  right('fast', 'fast_refund', 2, 5000),
  right('lane', 'priority', 1, null),
  right('taste', 'trial', 2, null),
];

describe('the rights of a tier', () => {
  it.each([
    [0, ['born']],
    [1, ['price-1', 'double', 'born', 'lane']],
    [2, ['price-2', 'double', 'born', 'fast', 'lane', 'taste']],
  ])('level %i: %j', (level, ids) => {
    expect(privilegesAt(all, level).map(({ id }) => id)).toEqual(ids);
  });

  it.each([
    ['02-29', '2027-02-27T23:59:59.999', false],
    ['02-29', '2027-02-28T00:00:00', true],
    ['02-29', '2028-02-28T12:00:00', false],
    ['02-29', '2028-02-29T23:59:59.999', true],
    ['02-29', '2028-03-01T00:00:00', false],
  ])('born on %s, at %s: birthday points %s', (birthday, now, isSold) => {
    const sold = soldTo(all, { level: 0, tier: '新锐', birthday }, at(now));
    expect(sold.map(({ id }) => id)).toEqual(isSold ? ['born'] : []);
    expect(earningOffers(sold)).toEqual(
      isSold ? [{ id: 'born', multiplier: 300, note: '新锐生日 3 倍' }] : [],
    );
  });

  it('words and what a clerk grants are not sold with an order', () => {
    const sold = soldTo(all, { level: 2, tier: '黄金', birthday: null }, at('2027-01-01T12:00:00'));
    expect(sold.map(({ id }) => id)).toEqual(['price-2', 'double', 'fast']);
    expect([4999, 5000, 5001].map((fen) => fastRefundOf(sold, fen)?.id ?? null)).toEqual([
      'fast',
      'fast',
      null,
    ]);
  });

  it('a quota is of the China month or year', () => {
    const year = { times: 2, period: 'year' } as const;
    expect(periodOf({ times: 1, period: 'month' }, at('2027-02-01T00:00:00'))).toBe('2027-02');
    expect(periodOf(year, at('2027-12-31T23:59:59.999'))).toBe('2027');
    expect([0, 1, 2, 3].map((used) => leftOf(year, used))).toEqual([2, 1, 0, 0]);
    expect(leftOf(null, 100)).toBeNull();
  });
});
