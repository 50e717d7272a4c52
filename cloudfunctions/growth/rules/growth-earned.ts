import type { GrowthBehaviour, GrowthRule } from '../../../contracts/growth/growth-rule';
import type { Fen } from '../../../contracts/primitives/fen';

/** What a payment earns: yuan × growth per yuan, rounded down once, then capped. */
export const growthOfPayment = ({ perYuan, perOrderCap }: GrowthRule, paidFen: Fen): number =>
  Math.min(Math.floor((paidFen * perYuan) / 10_000), perOrderCap ?? Number.MAX_SAFE_INTEGER);

/** Of the month's n-th order, or of the next when that one was none yet: whoever calls knows that it was not given. @param order which of the month's orders it is, from 1 */
export const growthOfFrequency = ({ frequency }: GrowthRule, order: number): number =>
  frequency !== null && order >= frequency.order ? frequency.growth : 0;

/** @param countedThisYear how often it has counted in this China calendar year */
export function growthOfBehaviour(
  rule: GrowthRule,
  behaviour: GrowthBehaviour,
  countedThisYear: number,
): number {
  const { growth, timesAYear } = rule.behaviours[behaviour];
  return timesAYear === null || countedThisYear < timesAYear ? growth : 0;
}

interface Refund {
  paidFen: Fen;
  /** Before this refund. */
  refundedFen: Fen;
  amountFen: Fen;
}

/**
 * What a refund takes back of what its payment earned, at the rate it was earned, whatever the rule says by now. The parts of a
 * payment refunded in parts are together exactly what it earned.
 */
export function growthTakenBack(earned: number, { paidFen, refundedFen, amountFen }: Refund): number {
  if (paidFen === 0) return 0;
  const upTo = (fen: number) => Math.floor((earned * Math.min(fen, paidFen)) / paidFen);
  return upTo(refundedFen + amountFen) - upTo(refundedFen);
}
