import { chiSquareTail, normalQuantile, tQuantile, tTwoSided } from './distributions';
import type { Sums } from './sums';

/** How an arm differs from the one it is compared with, a member. */
export interface Difference {
  by: number;
  from: number;
  until: number;
  p: number;
  df: number;
}

interface Moments {
  n: number;
  mean: number;
  variance: number;
}

const ALPHA = 0.05;

const varianceOf = (n: number, sum: number, squares: number): number => (squares - (sum * sum) / n) / (n - 1);
const momentsOf = ({ n, y, yy }: Sums): Moments => ({ n, mean: y / n, variance: varianceOf(n, y, yy) });

/** Welch's comparison of two means whose spreads may differ. Null: too few to say anything, or no spread at all. */
function compared(one: Moments, other: Moments, alpha: number): Difference | null {
  if (one.n < 2 || other.n < 2) return null;
  const [a, b] = [one.variance / one.n, other.variance / other.n];
  if (!(a + b > 0)) return null;
  const by = one.mean - other.mean;
  const error = Math.sqrt(a + b);
  const df = (a + b) ** 2 / (a ** 2 / (one.n - 1) + b ** 2 / (other.n - 1));
  const half = tQuantile(alpha, df) * error;
  return { by, from: by - half, until: by + half, p: tTwoSided(by / error, df), df };
}

export const welch = (arm: Sums, control: Sums, alpha = ALPHA): Difference | null =>
  compared(momentsOf(arm), momentsOf(control), alpha);

/** How much of the figure what was before explains, within the arms; null: nothing was before. */
export function explained(...arms: readonly Sums[]): number | null {
  const within = arms.filter(({ n }) => n > 0);
  const xy = within.reduce((sum, one) => sum + one.xy - (one.x * one.y) / one.n, 0);
  const xx = within.reduce((sum, one) => sum + one.xx - (one.x * one.x) / one.n, 0);
  return xx > 0 ? xy / xx : null;
}

/** The same without what the figure before the experiment explains (CUPED): what is compared stays, its spread is less. */
export function adjusted(arm: Sums, control: Sums, alpha = ALPHA): Difference | null {
  const theta = explained(arm, control);
  if (theta === null || arm.n < 2 || control.n < 2) return welch(arm, control, alpha);
  const overall = (arm.x + control.x) / (arm.n + control.n);
  const adjust = (one: Sums): Moments => {
    const xVariance = varianceOf(one.n, one.x, one.xx);
    const covariance = (one.xy - (one.x * one.y) / one.n) / (one.n - 1);
    return {
      n: one.n,
      mean: one.y / one.n - theta * (one.x / one.n - overall),
      variance: varianceOf(one.n, one.y, one.yy) + theta * theta * xVariance - 2 * theta * covariance,
    };
  };
  return compared(adjust(arm), adjust(control), alpha);
}

/** How likely it is by chance alone that arms are as unequal as they are; very small: members were lost on the way, and nothing else is to be believed. */
export function ratioChance(counts: readonly number[], shares: readonly number[]): number {
  const [total, whole] = [counts, shares].map((all) => all.reduce((sum, one) => sum + one, 0));
  if (!total || !whole) return 1;
  const value = counts.reduce((sum, count, at) => {
    const expected = (total * (shares[at] ?? 0)) / whole;
    return expected === 0 ? sum : sum + (count - expected) ** 2 / expected;
  }, 0);
  return chiSquareTail(value, counts.length - 1);
}

/** How many members an arm needs for a difference to be found that is there. @param deviation of the figure, a member */
export function neededPerArm(deviation: number, difference: number, power = 0.8, alpha = ALPHA): number {
  const z = normalQuantile(1 - alpha / 2) + normalQuantile(power);
  return Math.ceil((z * z * 2 * deviation * deviation) / (difference * difference));
}
