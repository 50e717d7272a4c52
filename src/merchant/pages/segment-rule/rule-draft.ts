import type { Condition, SegmentRule } from '@contracts/audience/segment-rule';
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
import { kindOf, type ConditionKind } from './condition-kinds';

/** A condition as it is typed. */
export interface RowDraft {
  kind: ConditionKind;
  /** Whoever does not meet it. */
  not: boolean;
  days: string;
  min: string;
  max: string;
  /** Names of tags with a space between, or the id of a segment. */
  text: string;
}

export interface RuleDraft {
  name: string;
  join: 'all' | 'any';
  rows: readonly RowDraft[];
}
export interface RuleWish {
  name: string;
  rule: SegmentRule;
}

export const newRow = (kind: ConditionKind = 'order'): RowDraft => ({
  kind,
  not: false,
  days: '',
  min: '',
  max: '',
  text: '',
});
export const EMPTY_RULE: RuleDraft = { name: '', join: 'all', rows: [newRow()] };
export const MOST_ROWS = 10;

const MOST = 1_000_000;
const MOST_WINDOW = 400;
const MOST_AHEAD = 366;

interface Range {
  min: number | null;
  max: number | null;
}

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

const namesOf = (text: string): string[] => [...new Set(text.split(/[\s,，、]+/u).filter(Boolean))];

/** Of a row nothing is wrong with. */
function conditionOf(row: RowDraft, { min, max }: Range, days: number | null): Condition {
  switch (row.kind) {
    case 'order':
    case 'joined':
    case 'visit':
      return { if: 'since', what: row.kind, min, max };
    case 'orders':
    case 'amount':
    case 'average':
      return { if: row.kind, days, min, max };
    case 'couponShare':
    case 'coupons':
    case 'points':
    case 'refunds':
    case 'invited':
      return { if: row.kind, min, max };
    case 'pointsExpiring':
      return { if: 'expiring', what: 'points', days: days ?? 1 };
    case 'couponsExpiring':
      return { if: 'expiring', what: 'coupons', days: days ?? 1 };
    case 'birthday':
      return { if: 'birthday', months: [] };
    case 'tag':
      return { if: 'tag', anyOf: namesOf(row.text) };
    case 'segment':
      return { if: 'segment', id: row.text };
  }
}

function daysOf({ kind, days }: RowDraft): Read<number | null> {
  const { name, window, days: isNeeded } = kindOf(kind);
  if (isNeeded) return neededWhole(days, name, [1, MOST_AHEAD]);
  return window ? optionalWhole(days, name, [1, MOST_WINDOW]) : good(null);
}

function readRow(row: RowDraft): { problems: Record<string, Read<unknown>>; rule: SegmentRule | null } {
  const { name, range } = kindOf(row.kind);
  const ends = range === null ? good({ min: null, max: null }) : rangeOf(row);
  const days = daysOf(row);
  const isText = row.kind === 'tag' || row.kind === 'segment';
  const text = isText ? neededText(row.text, name, row.kind === 'tag' ? '请写标签' : '请选人群') : good('');
  const problems = { min: ends, days, text };
  if (!ends.ok || !days.ok || !text.ok) return { problems, rule: null };
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

const typed = (value: number | null): string => (value === null ? '' : String(value));
const yuanTyped = (fen: number | null): string => (fen === null ? '' : String(fen / 100));
const ends = ({ min, max }: Range) => ({ min: typed(min), max: typed(max) });

/** A condition as its row; null: the phone has no row for it. */
function rowOf(one: Condition): RowDraft | null {
  switch (one.if) {
    case 'since':
      return one.what === 'order' || one.what === 'joined' || one.what === 'visit'
        ? { ...newRow(one.what), ...ends(one) }
        : null;
    case 'orders':
      return { ...newRow('orders'), days: typed(one.days), ...ends(one) };
    case 'amount':
    case 'average':
      return { ...newRow(one.if), days: typed(one.days), min: yuanTyped(one.min), max: yuanTyped(one.max) };
    case 'couponShare':
    case 'coupons':
    case 'points':
    case 'refunds':
    case 'invited':
      return { ...newRow(one.if), ...ends(one) };
    case 'expiring':
      return {
        ...newRow(one.what === 'points' ? 'pointsExpiring' : 'couponsExpiring'),
        days: typed(one.days),
      };
    case 'birthday':
      return one.months.length === 0 ? newRow('birthday') : null;
    case 'tag':
      return one.anyOf.some((name) => /[\s,，、]/u.test(name))
        ? null
        : { ...newRow('tag'), text: one.anyOf.join(' ') };
    case 'segment':
      return { ...newRow('segment'), text: one.id };
    default:
      return null;
  }
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
