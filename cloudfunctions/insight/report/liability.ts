import type { Sums } from '../../../contracts/primitives/insight/measures';

export interface Liability {
  /** What members have and may still use, with what opens later and less what they owe. */
  points: number;
  /** What they would take off at the checkout; null: points take nothing off. */
  worthFen: number | null;
  /** Of all points that ever ended, the part that was never used, in ten-thousandths; null: none ended yet. */
  breakageRate: number | null;
  /** How many of them will never be used if it stays like that. */
  expectedBreakage: number | null;
}

/**
 * What the shop owes in points, from the sums of all time.
 * @param pointsPerYuan of the rule in force; null: points take nothing off
 */
export function liabilityOf(ever: Sums, pointsPerYuan: number | null): Liability {
  const { pointsEarned = 0, pointsSpent = 0, pointsExpired = 0, pointsForfeited = 0 } = ever;
  const points = pointsEarned - pointsSpent - pointsForfeited;
  const [unused, ended] = [pointsExpired + pointsForfeited, pointsSpent + pointsForfeited];
  return {
    points,
    worthFen: pointsPerYuan === null ? null : Math.floor((Math.max(points, 0) * 100) / pointsPerYuan),
    breakageRate: ended <= 0 ? null : Math.round((unused * 10_000) / ended),
    expectedBreakage: ended <= 0 ? null : Math.round((Math.max(points, 0) * unused) / ended),
  };
}
