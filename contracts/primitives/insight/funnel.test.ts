import { funnelOf, type Funnel } from './funnel';

const of = (scanned: number, joined: number, firstOrders: number, secondOrders: number): Funnel => ({
  scanned,
  joined,
  firstOrders,
  secondOrders,
});

it.each<[Funnel, (number | null)[], number[]]>([
  [of(0, 0, 0, 0), [null, null, null, null], [0, 0, 0, 0]],
  [of(200, 50, 25, 1), [null, 2_500, 5_000, 400], [100, 25, 13, 1]],
  // Some came without a code: no part of those who scanned.
  [of(3, 4, 4, 0), [null, null, 10_000, 0], [75, 100, 100, 0]],
  [of(0, 2, 1, 1), [null, null, 5_000, 10_000], [0, 100, 50, 50]],
])('%o: each step of the one before, and as wide as it is of the widest', (funnel, rates, widths) => {
  const steps = funnelOf(funnel);
  expect(steps.map(({ rate }) => rate)).toEqual(rates);
  expect(steps.map(({ width }) => width)).toEqual(widths);
});
