import { addMs, DAY_MS, chinaDayNumber, instant } from '../../../contracts/primitives/time';
import { isWorthPublishing, publishedCutoff, spentInYear, topCutoff, topRule } from './top-cutoff';

const NOW = instant(Date.parse('2026-11-30T12:00:00+08:00'));
const TODAY = chinaDayNumber(NOW);
const upTo = (n: number): number[] => Array.from({ length: n }, (_, at) => at + 1);

describe('the tenth who spent most', () => {
  it.each([
    ['of nine buyers there is none', upTo(9), null],
    ['of ten it is the first', upTo(10), 10],
    ['of eleven it is two', upTo(11), 10],
    ['of twenty it is two', upTo(20), 19],
    ['who bought nothing does not count', [...upTo(10), 0, 0, 0], 10],
    ['ties share the place', [7, 7, 7, ...upTo(6), 1], 7],
  ])('%s', (_what, spent, cutoff) => {
    expect(topCutoff(spent)).toBe(cutoff);
  });

  it('a year is 365 China days, today the last of them', () => {
    const days = [
      { day: TODAY - 365, n: 1, amountFen: 1 },
      { day: TODAY - 364, n: 1, amountFen: 20 },
      { day: TODAY, n: 1, amountFen: 300 },
    ];
    expect(spentInYear({ days }, NOW)).toBe(320);
    expect(spentInYear({ days }, addMs(NOW, DAY_MS))).toBe(300);
  });

  it('a cut-off is published again when it moved by more than two in a hundred', () => {
    expect([9_800, 10_200, 9_799, 10_201].map((next) => isWorthPublishing(10_000, next))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('a rule the operator wrote is theirs', () => {
    expect(publishedCutoff(topRule(500))).toBe(500);
    expect(publishedCutoff({ if: 'amount', days: 30, min: 500, max: null })).toBeNull();
    expect(publishedCutoff({ not: topRule(500) })).toBeNull();
  });
});
