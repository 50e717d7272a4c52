import { lapsedRate } from './lapsed-rate';

it.each([
  [0, 200, 0],
  [1, 200, 50],
  [1, 3, 3333],
  [200, 200, 10_000],
  [3, 2, 15_000],
  [0, 0, null],
  [5, 0, null],
  [5, null, null],
])('%i of %s: %s', (lapsed, activeAtStart, rate) => {
  expect(lapsedRate(lapsed, activeAtStart)).toBe(rate);
});
