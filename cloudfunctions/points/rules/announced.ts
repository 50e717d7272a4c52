import type { PointsRule, PointsRuleDraft } from '../../../contracts/points/points-rule';
import { addMs, DAY_MS, endOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import { pointsRuleLines } from './earning/rule-text';

/** Members are told so long before what the charter says changes. */
export const ANNOUNCED_DAYS = 7;

/** The first midnight before which there are seven whole days. */
export const earliestStart = (now: Instant): Instant => endOfChinaDay(addMs(now, ANNOUNCED_DAYS * DAY_MS));

/** When a version begins to hold. */
export const startOf = ({ holdsFrom, publishedAt }: Pick<PointsRule, 'holdsFrom' | 'publishedAt'>): Instant =>
  holdsFrom ?? publishedAt;

export interface Difference {
  added: string[];
  removed: string[];
}

/** What one says and the other does not, or says more often: of two rights of the same words one may go. */
export const linesBetween = (old: readonly string[], young: readonly string[]): Difference => ({
  added: without(young, old),
  removed: without(old, young),
});

const without = (lines: readonly string[], others: readonly string[]): string[] => {
  const left = [...others];
  return lines.filter((line) => {
    const at = left.indexOf(line);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};

/** What of the charter changes with a points rule. @param before null: there were no points */
export const pointsDifference = (before: PointsRuleDraft | null, after: PointsRuleDraft | null): Difference =>
  linesBetween(before ? pointsRuleLines(before) : [], after ? pointsRuleLines(after) : []);
