import { memberFilter } from '@contracts/office/member-filter';
import { memberSource } from '@contracts/office/kept-values';
import { filterNames, filterQuery, readFilter, sources } from './filter-query';

const reading = (query: Record<string, string | null>) => (name: string) => query[name] ?? null;

describe('the member filter in the address', () => {
  const full = memberFilter.parse({
    text: '小林',
    planId: null,
    source: 'invite',
    birthMonth: 12,
    tag: '常客',
    tierId: 2,
    category: '生鲜',
    frozen: false,
    joined: { from: 1_700_000_000_000, until: null },
    lastPaid: { from: null, until: 1_700_000_000_000 },
    buying: { days: 90, orders: { from: 3, until: null }, amountFen: { from: null, until: 10_000 } },
    coupons: { from: 1, until: 5 },
    points: { from: -100, until: 0 },
  });

  it('comes back as it went', () => {
    const back = memberFilter.parse(readFilter(reading(filterQuery(full))));
    expect(back).toEqual(full);
  });

  it('that asks for nothing leaves nothing in the address', () => {
    const nothing = memberFilter.parse({});
    expect(Object.values(filterQuery(nothing)).every((value) => value === null)).toBe(true);
    expect(memberFilter.parse(readFilter(reading({})))).toEqual(nothing);
  });

  it('takes every name it may take, so that a saved view leaves none of the last one', () => {
    expect(Object.keys(filterQuery(full)).sort()).toEqual([...filterNames].sort());
  });

  it.each([
    [{ month: '13' }],
    [{ month: 'may' }],
    [{ joined: 'yesterday' }],
    [{ joined: '..' }],
    [{ coupons: '-3..' }],
    [{ plan: '<script>' }],
    [{ source: 'nowhere' }],
    [{ frozen: 'maybe' }],
    [{ days: '31' }],
    [{ orders: '1e9..' }],
  ])('%j asks for nothing', (query) => {
    expect(memberFilter.parse(readFilter(reading(query)))).toEqual(memberFilter.parse({}));
  });

  it('knows every source of the contract', () => {
    expect([...sources].sort()).toEqual([...memberSource.options].sort());
  });
});
