import { newRow, rowOf, type RowDraft } from './condition-rows';
import type { KnownRule } from './known-rule';
import { readRow } from './read-row';

/** Conditions of one level, each as it is or the opposite. */
export interface RuleRows {
  join: 'all' | 'any';
  rows: readonly RowDraft[];
}

export const MOST_ROWS = 10;
export const noRows = (): RuleRows => ({ join: 'all', rows: [newRow()] });

/** A rule as a form shows it; null: it is made of more than that. */
export function rowsOf(rule: KnownRule): RuleRows | null {
  const [join, parts] =
    'any' in rule ? ['any' as const, rule.any] : ['all' as const, 'all' in rule ? rule.all : [rule]];
  const rows = parts.map((part) => {
    const [one, not] = 'not' in part ? [part.not, true] : [part, false];
    const row = 'if' in one ? rowOf(one) : null;
    return row && { ...row, not };
  });
  const known = rows.filter((row) => row !== null);
  return known.length < rows.length || known.length > MOST_ROWS ? null : { join, rows: known };
}

/** The rule that was typed; null while something is wrong with a row. */
export function ruleTyped({ join, rows }: RuleRows): KnownRule | null {
  const rules = rows.flatMap((row) => readRow(row).rule ?? []);
  if (rules.length < rows.length) return null;
  return join === 'all' ? { all: rules } : { any: rules };
}
