import type { SegmentRule } from '@contracts/audience/segment-rule';
import { fenTyped, wholeTyped } from '@contracts/primitives/typed';
import {
  good,
  neededText,
  neededWhole,
  optionalWhole,
  problemsOf,
  readyForm,
  refusedForm,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { kindOf } from './condition-kinds';
import { conditionOf, newRow, rowOf, type Range, type RowDraft } from './condition-rows';

export interface RuleDraft {
  name: string;
  join: 'all' | 'any';
  rows: readonly RowDraft[];
}
export interface RuleWish {
  name: string;
  rule: SegmentRule;
}

export const EMPTY_RULE: RuleDraft = { name: '', join: 'all', rows: [newRow()] };
export const MOST_ROWS = 10;

const MOST = 1_000_000;
const MOST_WINDOW = 400;
const MOST_AHEAD = 366;

function rangeOf({ kind, min, max }: RowDraft): Read<Range> {
  const { name, range } = kindOf(kind);
  const read = (typed: string) => (range?.in === 'yuan' ? fenTyped(typed) : wholeTyped(typed, 0, MOST));
  const ends = { min: min.trim() === '' ? null : read(min), max: max.trim() === '' ? null : read(max) };
  const isWrong = (typed: string, value: number | null) => typed.trim() !== '' && value === null;
  if (isWrong(min, ends.min) || isWrong(max, ends.max)) return wrong(name, '请填数字');
  if (ends.min === null && ends.max === null) return wrong(name, '至少和最多，请填一个');
  if (ends.min !== null && ends.max !== null && ends.min > ends.max) return wrong(name, '最多不能小于至少');
  return good(ends);
}

function daysOf({ kind, days }: RowDraft): Read<number | null> {
  const { name, window, days: isNeeded } = kindOf(kind);
  if (isNeeded) return neededWhole(days, name, [1, MOST_AHEAD]);
  return window ? optionalWhole(days, name, [1, MOST_WINDOW]) : good(null);
}

function textOf({ kind, text }: RowDraft, name: string): Read<string> {
  if (kind !== 'tag' && kind !== 'segment') return good('');
  return neededText(text, name, kind === 'tag' ? '请写标签' : '请选人群');
}

function readRow(row: RowDraft): { problems: Record<string, Read<unknown>>; rule: SegmentRule | null } {
  const { name, range, picks } = kindOf(row.kind);
  const ends = range === null ? good({ min: null, max: null }) : rangeOf(row);
  const days = daysOf(row);
  const text = textOf(row, name);
  const isPicked = !picks || picks.none === '' || row.picked.length > 0;
  const picked = isPicked ? good(row.picked) : wrong(picks.label, picks.none);
  const problems = { pick: picked, days, min: ends, text };
  if (!ends.ok || !days.ok || !text.ok || !picked.ok) return { problems, rule: null };
  const condition = conditionOf(row, ends.value, days.value);
  return { problems, rule: row.not ? { not: condition } : condition };
}

/** What is typed as a rule; what is wrong stands beside its field, `min-0` of the first condition. */
export function checkRule({ name, join, rows }: RuleDraft): Checked<RuleWish> {
  const named = neededText(name, '名称', '请写名称');
  const read = rows.map(readRow);
  const rules = read.flatMap(({ rule }) => (rule ? [rule] : []));
  if (!named.ok || rules.length < rows.length)
    return refusedForm(
      problemsOf({
        name: named,
        ...Object.fromEntries(
          read.flatMap(({ problems }, at) =>
            Object.entries(problems).map(([field, one]) => [`${field}-${at}`, one]),
          ),
        ),
      }),
    );
  return readyForm({ name: named.value, rule: join === 'all' ? { all: rules } : { any: rules } });
}

/** A rule as the phone shows it: conditions of one level, each as it is or the opposite. Null: it is made of more than that. */
export function draftOf(name: string, rule: SegmentRule): RuleDraft | null {
  const [join, parts] =
    'any' in rule ? ['any' as const, rule.any] : ['all' as const, 'all' in rule ? rule.all : [rule]];
  const rows = parts.map((part) => {
    const [one, not] = 'not' in part ? [part.not, true] : [part, false];
    const row = 'if' in one ? rowOf(one) : null;
    return row && { ...row, not };
  });
  const known = rows.filter((row) => row !== null);
  return known.length < rows.length || known.length > MOST_ROWS ? null : { name, join, rows: known };
}
