import { countsAsOrder } from './counted-order';

it.each([
  ['nothing was paid in money', 0, 0, false],
  ['all of it is there', 100, 0, true],
  ['a fen is left', 100, 99, true],
  ['all of it is back', 100, 100, false],
])('%s', (_what, paidFen, refundedFen, counts) => {
  expect(countsAsOrder({ paidFen, refundedFen })).toBe(counts);
});
