import fc from 'fast-check';
import type { PointsLot } from '../../../contracts/points/points-ledger';
import { addMs, DAY_MS, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { applyMoves, compactionMoves, MOST_LOTS, sumOf, takeSoonest } from './lots';
import { assertRule } from '../../../tests/stage/property';

const midnight = instant(Date.parse('2026-12-01T00:00:00+08:00'));
const lot = (id: string, points: number, expiresAt: Instant | null = null): PointsLot => ({
  id,
  state: 'open',
  points,
  activatesAt: null,
  expiresAt,
  graced: false,
});
const pending = (id: string, points: number, activatesAt: Instant): PointsLot => ({
  ...lot(id, points, midnight),
  state: 'pending',
  activatesAt,
});

describe('spending takes the soonest-expiring lot first', () => {
  it('and those that never expire last; equals by id; a pending one never', () => {
    const lots = [
      lot('never', 5),
      lot('later', 5, addMs(midnight, DAY_MS)),
      lot('b', 5, midnight),
      lot('a', 5, midnight),
      pending('waiting', 50, midnight),
    ];
    expect(takeSoonest(lots, 17).map(({ id, points }) => [id, points])).toEqual([
      ['a', -5],
      ['b', -5],
      ['later', -5],
      ['never', -2],
    ]);
  });

  it('a lot never holds less than nothing', () => {
    expect(() => applyMoves([lot('a', 3)], [{ ...lot('a', 3), points: -4 }])).toThrow(RangeError);
  });
});

describe('an account with hundreds of lots stays bounded', () => {
  const manyDays = (count: number, stepMs: number): PointsLot[] =>
    Array.from({ length: count }, (_, n) =>
      lot(`l${String(n).padStart(4, '0')}`, n + 1, addMs(midnight, n * stepMs)),
    );

  it(`up to ${MOST_LOTS} nothing is merged`, () => {
    expect(compactionMoves(manyDays(MOST_LOTS, DAY_MS))).toEqual([]);
  });

  it('lots of one China day merge first, into the longest-lived', () => {
    const lots = [
      ...manyDays(99, DAY_MS),
      lot('x', 7, addMs(midnight, -1)),
      lot('y', 8, addMs(midnight, 1 - DAY_MS)),
    ];
    const merged = applyMoves(lots, compactionMoves(lots));
    // x, y and the lot that ends with the midnight all end on 30 November.
    expect(merged).toHaveLength(99);
    expect(merged.find(({ id }) => id === 'l0000')).toMatchObject({ points: 1 + 7 + 8, expiresAt: midnight });
  });

  it('then those of a month, then of a year', () => {
    const days = manyDays(1000, DAY_MS);
    expect(applyMoves(days, compactionMoves(days)).length).toBeLessThanOrEqual(34);
    const years = manyDays(1000, 25 * DAY_MS);
    expect(applyMoves(years, compactionMoves(years)).length).toBeLessThanOrEqual(MOST_LOTS);
  });

  it('pending lots merge only with those that activate on the same day, and not later for it', () => {
    const first = addMs(midnight, 3 * MINUTE_MS);
    const lots = Array.from({ length: 101 }, (_, n) =>
      pending(`p${String(n).padStart(3, '0')}`, 1, addMs(first, n)),
    );
    expect(applyMoves(lots, compactionMoves(lots))).toEqual([{ ...pending('p100', 101, first) }]);
    const other = [...lots, pending('q', 9, addMs(first, 2 * DAY_MS))];
    expect(applyMoves(other, compactionMoves(other))).toHaveLength(2);
  });

  it('merging never loses a point and never shortens a life', () => {
    const anyLot = fc.record({
      points: fc.integer({ min: 1, max: 500 }),
      day: fc.option(fc.integer({ min: 0, max: 2000 })),
    });
    assertRule(
      fc.property(fc.array(anyLot, { maxLength: 300 }), (drawn) => {
        const lots = drawn.map(({ points, day }, n) =>
          lot(`l${n}`, points, day === null ? null : addMs(midnight, day * DAY_MS + n)),
        );
        const after = applyMoves(lots, compactionMoves(lots));
        const leftAt = (all: PointsLot[], at: Instant) =>
          sumOf(all.filter(({ expiresAt }) => expiresAt === null || at < expiresAt));
        for (const day of [0, 1, 31, 400, 2500]) {
          const at = addMs(midnight, day * DAY_MS);
          expect(leftAt(after, at)).toBeGreaterThanOrEqual(leftAt(lots, at));
        }
        expect(sumOf(after)).toBe(sumOf(lots));
        expect(after.length).toBeLessThanOrEqual(MOST_LOTS);
      }),
      { keptSeeds: [6], numRuns: 60 },
    );
  });
});
