import fc from 'fast-check';
import { addMs, DAY_MS, HOUR_MS, instant } from '../../../contracts/primitives/time';
import { couponSaving } from './applicability';
import { bestCoupon } from './best-coupon';
import { billOf, couponOf, ISSUED } from './test-coupons';
import { assertRule } from '../../../tests/stage/property';

describe('the best coupon for a bill', () => {
  it('of two that save the same, the one that runs out first', () => {
    const twoHours = couponOf({}, { expiresAt: addMs(ISSUED, 2 * HOUR_MS) }, 'cpn_z');
    const sevenDays = couponOf({}, { expiresAt: addMs(ISSUED, 7 * DAY_MS) }, 'cpn_a');
    expect(bestCoupon([sevenDays, twoHours], billOf(9900), ISSUED)?.coupon._id).toBe('cpn_z');
  });

  it('the larger saving beats the sooner expiry', () => {
    const soon = couponOf({ amountFen: 900 }, { expiresAt: addMs(ISSUED, HOUR_MS) }, 'cpn_soon');
    expect(bestCoupon([soon, couponOf()], billOf(9900), ISSUED)).toMatchObject({ savingFen: 1000 });
  });

  it('none where none applies', () => {
    expect(bestCoupon([couponOf()], billOf(5899), ISSUED)).toBeNull();
    expect(bestCoupon([], billOf(9900), ISSUED)).toBeNull();
  });

  it('agrees with trying them all, in any order', () => {
    const anyCoupon = fc
      .record({
        kind: fc.constantFrom('amount_off', 'percent_off', 'exchange'),
        percentOff: fc.integer({ min: 1, max: 100 }),
        amountFen: fc.integer({ min: 0, max: 6 }).map((n) => n * 500),
        thresholdFen: fc.constantFrom(0, 1000, 3000),
        hours: fc.integer({ min: -1, max: 3 }),
        status: fc.constantFrom('unused', 'used', 'locked'),
      })
      .map(({ hours, status, ...terms }) => ({ hours, status, terms: { ...terms, item: '鸡蛋' } }));
    assertRule(
      fc.property(fc.array(anyCoupon, { maxLength: 8 }), fc.nat(6000), fc.nat(), (drawn, amount, shift) => {
        const bill = billOf(amount);
        const coupons = drawn.map(({ hours, status, terms }, n) =>
          couponOf(terms, { status, expiresAt: instant(ISSUED + hours * HOUR_MS) }, `cpn_${n}`),
        );
        const applicable = coupons
          .map((coupon) => ({ coupon, saving: couponSaving(coupon, bill, ISSUED) }))
          .flatMap(({ coupon, saving }) =>
            'savingFen' in saving ? [{ coupon, savingFen: saving.savingFen }] : [],
          );
        const [expected = null] = applicable.sort(
          (a, b) =>
            b.savingFen - a.savingFen ||
            a.coupon.expiresAt - b.coupon.expiresAt ||
            (a.coupon._id < b.coupon._id ? -1 : 1),
        );
        const turned = coupons.map((_, n) => coupons[(n + shift) % coupons.length] ?? couponOf());
        expect(bestCoupon(turned, bill, ISSUED)).toEqual(expected);
      }),
      { keptSeeds: [20261121], numRuns: 500 },
    );
  });
});
