/** All that is kept of an arm: enough for means, spreads and what an earlier figure explains, exact because only whole numbers are added and taken off. */
export interface Sums {
  n: number;
  y: number;
  yy: number;
  /** The figure before the experiment. */
  x: number;
  xx: number;
  xy: number;
}

export interface Measured {
  y: number;
  x: number;
}

export const NOTHING: Sums = { n: 0, y: 0, yy: 0, x: 0, xx: 0, xy: 0 };

const exact = (value: number): number => {
  if (!Number.isSafeInteger(value)) throw new RangeError(`a sum that is not exact: ${value}`);
  return value;
};

const moved = (sums: Sums, { y, x }: Measured, by: 1 | -1): Sums => ({
  n: exact(sums.n + by),
  y: exact(sums.y + by * y),
  yy: exact(sums.yy + by * y * y),
  x: exact(sums.x + by * x),
  xx: exact(sums.xx + by * x * x),
  xy: exact(sums.xy + by * x * y),
});

/** Somebody's figures are others now: what stood there goes, what is there comes. Null: they were not counted, or are not any more. */
export function remeasured(sums: Sums, before: Measured | null, after: Measured | null): Sums {
  const without = before ? moved(sums, before, -1) : sums;
  return after ? moved(without, after, 1) : without;
}
