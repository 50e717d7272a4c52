import fc from 'fast-check';
import { segmentRule } from '../../../contracts/audience/segment-rule';
import { addMs, chinaDayNumber, DAY_MS, instant } from '../../../contracts/primitives/time';
import { judge } from './judge';
import { NOBODY } from './nobody';
import { boughtOf, cellRule, rfmCuts, scoresOf, type Bought, type Scores } from './rfm';

const NOW = instant(Date.parse('2026-11-30T12:00:00+08:00'));
const TODAY = chinaDayNumber(NOW);
const lives = fc.array(
  fc.array(fc.record({ ago: fc.nat(420), amountFen: fc.integer({ min: 0, max: 50_000 }) }), { maxLength: 6 }),
  { minLength: 1, maxLength: 40 },
);
/** Features of somebody with these orders. */
function featuresOf(orders: readonly { ago: number; amountFen: number }[]) {
  const latest = Math.min(...orders.map(({ ago }) => ago));
  return {
    ...NOBODY.of,
    lastOrderAt: orders.length === 0 ? null : addMs(NOW, -latest * DAY_MS),
    days: orders.map(({ ago, amountFen }) => ({ day: TODAY - ago, n: 1, amountFen })),
  };
}
const keyOf = ({ r, f, m }: Scores): string => `${r}${f}${m}`;

describe('recency, frequency, money', () => {
  it('of a hundred who differ in everything each part has twenty', () => {
    const people: Bought[] = Array.from({ length: 100 }, (_, at) => ({
      daysAgo: at,
      orders: at + 1,
      amountFen: at * 100,
    }));
    const cuts = rfmCuts(people);
    const of = (score: keyof Scores, value: number): number =>
      people.filter((one) => scoresOf(one, cuts)[score] === value).length;
    for (const score of ['r', 'f', 'm'] as const)
      expect([1, 2, 3, 4, 5].map((value) => of(score, value))).toEqual([20, 20, 20, 20, 20]);
    expect(scoresOf({ daysAgo: 0, orders: 1, amountFen: 0 }, cuts)).toEqual({ r: 5, f: 1, m: 1 });
  });

  it('who bought nothing within 365 China days is in no cell', () => {
    expect(boughtOf(featuresOf([{ ago: 365, amountFen: 1 }]), NOW)).toBeNull();
    expect(boughtOf(featuresOf([{ ago: 364, amountFen: 1 }]), NOW)).toMatchObject({
      daysAgo: 364,
      orders: 1,
    });
    expect(boughtOf(featuresOf([]), NOW)).toBeNull();
  });

  it('the rule of a cell somebody is in can be saved, and holds of exactly those who have its scores', () => {
    fc.assert(
      fc.property(lives, (orders) => {
        const people = orders.map(featuresOf).map((of) => ({ of, bought: boughtOf(of, NOW) }));
        const cuts = rfmCuts(people.flatMap(({ bought }) => bought ?? []));
        const cells = new Map(
          people.flatMap(({ bought }) => {
            const scores = bought && scoresOf(bought, cuts);
            return scores ? [[keyOf(scores), scores] as const] : [];
          }),
        );
        for (const [key, scores] of cells) {
          const rule = segmentRule().parse(cellRule(scores, cuts));
          for (const { of, bought } of people) {
            const isThere = bought !== null && keyOf(scoresOf(bought, cuts)) === key;
            expect(judge(rule, { of, bucket: 0 }, NOW, () => null).value).toBe(isThere);
          }
        }
      }),
      { seed: 18, numRuns: 200 },
    );
  });
});
