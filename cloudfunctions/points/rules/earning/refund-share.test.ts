import fc from 'fast-check';
import { dueBack } from './refund-share';
import { assertRule } from '../../../../tests/stage/property';

describe('the share of a refund', () => {
  it.each([
    [88, 8800, 4400, 44],
    [88, 8800, 4499, 44],
    [1, 300, 299, 0],
    [1, 300, 300, 1],
    [10, 0, 0, 10],
  ])('of %i points, paid %i fen and refunded %i fen so far: %i', (whole, totalFen, refundedFen, back) => {
    expect(dueBack(whole, { refundedFen, totalFen, complete: false })).toBe(back);
  });

  it('refunds in any order come to the whole and never to more', () => {
    const parts = fc.array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 });
    assertRule(
      fc.property(parts, fc.integer({ min: 0, max: 5000 }), (refunds, whole) => {
        const totalFen = refunds.reduce((sum, part) => sum + part, 0);
        let refundedFen = 0;
        let before = 0;
        for (const part of refunds) {
          refundedFen += part;
          const back = dueBack(whole, { refundedFen, totalFen, complete: false });
          expect(back).toBeGreaterThanOrEqual(before);
          expect(back).toBeLessThanOrEqual(whole);
          before = back;
        }
        expect(before).toBe(whole);
      }),
      { keptSeeds: [6] },
    );
  });
});
