import fc from 'fast-check';
import { lineShares, shareOut } from './line-shares';
import { assertRule } from '../../../tests/stage/property';

describe('what is shared out over lines', () => {
  it.each([
    [100, [100, 100, 100], [33, 33, 34]],
    [4200, [15_000, 6000], [3000, 1200]],
    [
      17_925,
      Array.from({ length: 10 }, () => 1),
      [1792, 1793, 1792, 1793, 1792, 1793, 1792, 1793, 1792, 1793],
    ],
    [0, [5, 5], [0, 0]],
    [5, [0, 5, 0], [0, 5, 0]],
    [0, [0, 0], [0, 0]],
  ])('%i by %j', (whole, weights, parts) => expect(shareOut(whole, weights)).toEqual(parts));

  it('adds up, is never negative and never more than its weight', () => {
    const weights = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 50 });
    assertRule(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (drawn, share) => {
        const sum = drawn.reduce((all, weight) => all + weight, 0);
        const whole = Math.floor(sum * share);
        const parts = shareOut(whole, drawn);
        expect(parts.reduce((all, part) => all + part, 0)).toBe(whole);
        for (const [position, part] of parts.entries()) {
          expect(part).toBeGreaterThanOrEqual(0);
          expect(part).toBeLessThanOrEqual(drawn[position] ?? 0);
        }
      }),
      { keptSeeds: [20261121] },
    );
  });

  it('a coupon for some lines is taken off those alone, points off what is left of each', () => {
    const lines = lineShares({
      amounts: [6000, 4000],
      memberSaved: [300, 200],
      couponSavedFen: 1000,
      covered: [false, true],
      pointsSavedFen: 850,
      points: 850,
    });
    expect(lines).toEqual([
      { memberSavedFen: 300, couponSavedFen: 0, pointsSavedFen: 570, points: 570, paidFen: 5130 },
      { memberSavedFen: 200, couponSavedFen: 1000, pointsSavedFen: 280, points: 280, paidFen: 2520 },
    ]);
  });
});
