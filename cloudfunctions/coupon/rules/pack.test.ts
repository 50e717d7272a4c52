import { couponPackId, memberId } from '../../../contracts/values';
import { packItem } from '../../../contracts/coupon/coupon';
import { DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { codeToShow, computableCodeOf, isCouponCode, needsNewCode } from './coupon-code';
import { spread } from '../../kit/ids/spread';
import { couponIdsFor, couponsFor, grantIdOf, type CodeFor } from './pack';
import { ISSUED, termsForTest } from './test-coupons';

const member = memberId.parse('mem_01ARZ3NDEKTSV4RRFFQ69G5FAV');
const step = (hours: number, quantity = 1) =>
  packItem.parse({
    terms: termsForTest(),
    validity: { kind: 'relative', validForMs: hours * HOUR_MS },
    quantity,
  });
const pack = { _id: couponPackId.parse('pack_test'), items: [step(2), step(24, 2)] };
const codeFor: CodeFor = (id) => String(spread(`drawn ${id}`)).padStart(16, '0');
const grant = { memberId: member, channel: 'birthday', occasion: '2026', at: ISSUED } as const;
const issued = (to: Parameters<typeof couponsFor>[1], drawn: CodeFor) =>
  couponsFor(pack.items, to, pack._id, drawn);

describe('the coupons of a pack', () => {
  it('are as many as it says, each with the clock of its step', () => {
    expect(issued(grant, codeFor).map(({ expiresAt }) => expiresAt - ISSUED)).toEqual([
      2 * HOUR_MS,
      DAY_MS,
      DAY_MS,
    ]);
  });

  it('have the same ids for the same grant and other ids for another', () => {
    const ids = (occasion: string | null) => issued({ ...grant, occasion }, codeFor).map(({ _id }) => _id);
    expect(ids('2026')).toEqual(issued({ ...grant }, codeFor).map(({ _id }) => _id));
    expect(new Set([...ids('2026'), ...ids('2027'), ...ids(null)]).size).toBe(9);
    expect(grantIdOf(grant)).toBe(`birthday:${member}:2026`);
  });

  it('carry the code that was drawn for each, and are named before any is', () => {
    const coupons = issued(grant, codeFor);
    expect(coupons.map(({ code }) => code)).toEqual(coupons.map(({ _id }) => codeFor(_id)));
    expect(coupons.map(({ code }) => isCouponCode(code))).toEqual([true, true, true]);
    expect(couponIdsFor(pack.items, grant)).toEqual(coupons.map(({ _id }) => _id));
  });

  it.each<[string, (computable: string) => string, boolean]>([
    ['the digits of its id', (computable) => computable, true],
    ['none', () => '', true],
    ['drawn digits', () => '0123456789012345', false],
  ])('with %s as a code', (_name, codeOf, waits) => {
    const [coupon] = issued(grant, (id) => codeOf(computableCodeOf(id)));
    if (!coupon) throw new Error('no coupon');
    expect(needsNewCode(coupon)).toBe(waits);
    expect(codeToShow(coupon)).toBe(waits ? null : coupon.code);
  });
});

describe('names spread over a range', () => {
  it('evenly, also when they differ in one character', () => {
    const buckets = Array.from({ length: 32 }, () => 0);
    for (let n = 0; n < 3200; n += 1) {
      const bucket = spread(`mem_${n}`) % 32;
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    expect(Math.min(...buckets)).toBeGreaterThan(50);
    expect(Math.max(...buckets)).toBeLessThan(160);
  });
});
