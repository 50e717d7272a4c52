import { couponPackId, memberId } from '../../../contracts/values';
import { packItem } from '../../../contracts/coupon';
import { DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { couponCodeOf, isCouponCode, spread } from './coupon-code';
import { couponsOf, grantIdOf } from './pack';
import { ISSUED, termsOf } from './test-coupons';

const member = memberId.parse('mem_01ARZ3NDEKTSV4RRFFQ69G5FAV');
const step = (hours: number, quantity = 1) =>
  packItem.parse({ terms: termsOf(), validity: { kind: 'relative', validForMs: hours * HOUR_MS }, quantity });
const pack = { _id: couponPackId.parse('pack_test'), items: [step(2), step(24, 2)] };
const grant = { memberId: member, channel: 'birthday', occasion: '2026', at: ISSUED } as const;

describe('the coupons of a pack', () => {
  it('are as many as it says, each with the clock of its step', () => {
    expect(couponsOf(pack, grant).map(({ expiresAt }) => expiresAt - ISSUED)).toEqual([
      2 * HOUR_MS,
      DAY_MS,
      DAY_MS,
    ]);
  });

  it('have the same ids for the same grant and other ids for another', () => {
    const ids = (occasion: string | null) => couponsOf(pack, { ...grant, occasion }).map(({ _id }) => _id);
    expect(ids('2026')).toEqual(couponsOf(pack, { ...grant }).map(({ _id }) => _id));
    expect(new Set([...ids('2026'), ...ids('2027'), ...ids(null)]).size).toBe(9);
    expect(grantIdOf(grant)).toBe(`birthday:${member}:2026`);
  });

  it('carry digits a clerk can type', () => {
    const codes = couponsOf(pack, grant).map(({ code }) => code);
    expect(codes.every(isCouponCode)).toBe(true);
    expect(new Set(codes).size).toBe(3);
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

  it('twenty thousand coupon ids make as many codes', () => {
    const [coupon] = couponsOf(pack, grant);
    if (!coupon) throw new Error('no coupon');
    const codes = new Set<string>();
    for (let n = 0; n < 20_000; n += 1)
      codes.add(
        couponCodeOf(
          couponsOf({ ...pack, items: [step(2)] }, { ...grant, occasion: String(n) })[0]?._id ?? coupon._id,
        ),
      );
    expect(codes.size).toBe(20_000);
  });
});
