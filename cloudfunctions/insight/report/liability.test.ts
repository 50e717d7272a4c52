import { liabilityOf } from './liability';

it.each([
  [{}, 100, { points: 0, worthFen: 0, breakageRate: null, expectedBreakage: null }],
  [
    { pointsEarned: 1000, pointsSpent: 400, pointsExpired: 100 },
    100,
    { points: 600, worthFen: 600, breakageRate: 2500, expectedBreakage: 150 },
  ],
  [
    { pointsEarned: 1000, pointsSpent: 400, pointsExpired: 0, pointsForfeited: 100 },
    1,
    { points: 500, worthFen: 50_000, breakageRate: 2000, expectedBreakage: 100 },
  ],
  [
    { pointsEarned: 100, pointsSpent: 150 },
    150,
    { points: -50, worthFen: 0, breakageRate: 0, expectedBreakage: 0 },
  ],
  [
    { pointsEarned: 100, pointsSpent: 1 },
    null,
    { points: 99, worthFen: null, breakageRate: 0, expectedBreakage: 0 },
  ],
  [{ pointsEarned: 101 }, 150, { points: 101, worthFen: 67, breakageRate: null, expectedBreakage: null }],
])('%j at %s a yuan', (ever, pointsPerYuan, liability) => {
  expect(liabilityOf(ever, pointsPerYuan)).toEqual(liability);
});
