import type { MemberFeatures } from '../../../contracts/audience/features';
import type { SegmentRule } from '../../../contracts/audience/segment-rule';
import { chinaDayNumber, type Instant } from '../../../contracts/primitives/time';

const YEAR_DAYS = 365;
/** Of fewer buyers a tenth says nothing. */
const LEAST_BUYERS = 10;
/** A cut-off that moved by less stays: each new one has all members looked at again. */
const WORTH_PERCENT = 2;

export const spentInYear = ({ days }: Pick<MemberFeatures, 'days'>, now: Instant): number => {
  const today = chinaDayNumber(now);
  return days.filter(({ day }) => today - day < YEAR_DAYS).reduce((sum, { amountFen }) => sum + amountFen, 0);
};

/** What the tenth who spent most in a year spent at least; who spent as much as the last of them is one of them. Null: too few bought. */
export function topCutoff(spent: readonly number[]): number | null {
  const buyers = spent.filter((amountFen) => amountFen > 0).sort((a, b) => b - a);
  return buyers.length < LEAST_BUYERS ? null : (buyers[Math.ceil(buyers.length / 10) - 1] ?? null);
}

export const topRule = (cutoff: number): SegmentRule => ({
  if: 'amount',
  days: YEAR_DAYS,
  min: cutoff,
  max: null,
});

/** Of a rule that is still the one published every night; null: the operator wrote another. */
export const publishedCutoff = (rule: SegmentRule): number | null =>
  'if' in rule && rule.if === 'amount' && rule.days === YEAR_DAYS && rule.max === null ? rule.min : null;

export const isWorthPublishing = (before: number, cutoff: number): boolean =>
  Math.abs(cutoff - before) * 100 > before * WORTH_PERCENT;
