import type { ExpiryPolicy } from '../../../contracts/points/points-rule';
import { chinaTimeText, instant } from '../../../contracts/primitives/time';
import { expiresAt, graceEnd } from './expiry';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));

describe('when points expire, at the boundary minute in China time', () => {
  const table: [ExpiryPolicy, string, string | null][] = [
    [{ kind: 'days', days: 1 }, '2026-11-21T00:00:00', '2026-11-22T00:00:00'],
    [{ kind: 'days', days: 1 }, '2026-11-21T00:01:00', '2026-11-23T00:00:00'],
    [{ kind: 'days', days: 1 }, '2026-11-20T23:59:00', '2026-11-22T00:00:00'],
    [{ kind: 'days', days: 365 }, '2027-03-01T12:00:00', '2028-03-01T00:00:00'],
    [{ kind: 'month_end', months: 0 }, '2026-11-30T23:59:00', '2026-12-01T00:00:00'],
    [{ kind: 'month_end', months: 0 }, '2026-12-01T00:00:00', '2027-01-01T00:00:00'],
    [{ kind: 'month_end', months: 1 }, '2027-01-31T23:59:00', '2027-03-01T00:00:00'],
    [{ kind: 'month_end', months: 12 }, '2027-02-28T23:59:00', '2028-03-01T00:00:00'],
    [{ kind: 'year_end', months: 0 }, '2026-12-31T23:59:00', '2027-01-01T00:00:00'],
    [{ kind: 'year_end', months: 0 }, '2027-01-01T00:00:00', '2028-01-01T00:00:00'],
    [{ kind: 'year_end', months: 12 }, '2026-11-21T12:00:00', '2028-01-01T00:00:00'],
    [{ kind: 'never' }, '2026-11-21T12:00:00', null],
  ];
  it.each(table)('%j from %s: %s', (policy, from, end) => {
    expect(expiresAt(policy, at(from))).toBe(end === null ? null : at(end));
  });

  it('the grace lasts seven days and to the midnight after', () => {
    expect(chinaTimeText(graceEnd(at('2026-11-21T12:00:00')))).toBe('11月29日 00:00');
    expect(chinaTimeText(graceEnd(at('2026-11-21T00:00:00')))).toBe('11月28日 00:00');
  });
});
