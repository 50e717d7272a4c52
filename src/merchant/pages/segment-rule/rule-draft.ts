import type { SegmentRule } from '@contracts/audience/segment-rule';
import { readRow } from '@contracts/primitives/audience/read-row';
import { noRows, rowsOf, ruleTyped, type RuleRows } from '@contracts/primitives/audience/rule-rows';
import { neededText, problemsOf, readyForm, refusedForm, type Checked } from '@/components/form/problems';

export interface RuleDraft extends RuleRows {
  name: string;
}
export interface RuleWish {
  name: string;
  rule: SegmentRule;
}

export const EMPTY_RULE: RuleDraft = { name: '', ...noRows() };

/** What is typed as a rule; what is wrong stands beside its field, `min-0` of the first condition. */
export function checkRule({ name, ...typed }: RuleDraft): Checked<RuleWish> {
  const named = neededText(name, '名称', '请写名称');
  const rule = ruleTyped(typed);
  if (named.ok && rule) return readyForm({ name: named.value, rule });
  return refusedForm([
    ...problemsOf({ name: named }),
    ...typed.rows.flatMap((row, at) =>
      readRow(row).problems.map(({ field, label, text }) => ({ field: `${field}-${at}`, label, text })),
    ),
  ]);
}

/** A rule as the phone shows it; null: it is made of more than that. */
export function draftOf(name: string, rule: SegmentRule): RuleDraft | null {
  const rows = rowsOf(rule);
  return rows && { name, ...rows };
}
