import type { QuoteLine } from '../../../contracts/payment/payment';
import { fen } from '../../../contracts/primitives/fen';

/**
 * Shares out a whole by weight: each part brings the running sum up to floor(whole × weight so far ÷ weight of all), so the
 * parts add up to the whole, the last takes the rest, and no part is more than its weight while the whole is not.
 */
export function shareOut(whole: number, weights: readonly number[]): number[] {
  const all = BigInt(weights.reduce((sum, weight) => sum + weight, 0));
  if (all === 0n) return weights.map(() => 0);
  let weighed = 0n;
  let given = 0;
  return weights.map((weight) => {
    weighed += BigInt(weight);
    const upToHere = Number((BigInt(whole) * weighed) / all);
    const part = upToHere - given;
    given = upToHere;
    return part;
  });
}

/** What was saved on a bill, step by step, and on which of its lines. */
interface Savings {
  /** What each line costs before anything is saved. */
  amounts: readonly number[];
  /** What the member price takes off each line. */
  memberSaved: readonly number[];
  couponSavedFen: number;
  /** Which lines the coupon is for. */
  covered: readonly boolean[];
  pointsSavedFen: number;
  points: number;
}

/** Each line's own part of what was saved and of what is paid: the parts of a step add up to the step. */
export function lineShares(savings: Savings): QuoteLine[] {
  const { amounts, memberSaved, covered } = savings;
  const at = (list: readonly number[], position: number): number => list[position] ?? 0;
  const priced = amounts.map((amount, position) => amount - at(memberSaved, position));
  const coupon = shareOut(
    savings.couponSavedFen,
    priced.map((price, position) => (covered[position] ? price : 0)),
  );
  const left = priced.map((price, position) => price - at(coupon, position));
  const worth = shareOut(savings.pointsSavedFen, left);
  const points = shareOut(savings.points, worth);
  return amounts.map((_, position) => ({
    memberSavedFen: fen(at(memberSaved, position)),
    couponSavedFen: fen(at(coupon, position)),
    pointsSavedFen: fen(at(worth, position)),
    points: at(points, position),
    paidFen: fen(at(left, position) - at(worth, position)),
  }));
}
