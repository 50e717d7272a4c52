import { fenTyped, wholeTyped } from '../typed';
import { kindOf } from './condition-kinds';
import { conditionOf, tagsTyped, type RowDraft } from './condition-rows';
import type { KnownRule, Range } from './known-rule';

const MOST_NAMES = 50;
const MOST_LETTERS = 20;
const MOST_WINDOW = 400;
const MOST_AHEAD = 366;

/** The field of a row that something is wrong with, what it is called and why. */
export interface RowProblem {
  field: 'pick' | 'days' | 'min' | 'text';
  label: string;
  text: string;
}

type Read<Value> = Value | { wrong: string };
const isWrong = <Value>(read: Read<Value>): read is { wrong: string } =>
  typeof read === 'object' && read !== null && 'wrong' in read;

function readRange({ kind, min, max }: RowDraft): Read<Range> {
  const { range } = kindOf(kind);
  if (range === null) return { min: null, max: null };
  const { most } = range;
  const read = (typed: string) =>
    range.in === 'yuan' ? fenTyped(typed, 0, most) : wholeTyped(typed, 0, most);
  const ends = { min: min.trim() === '' ? null : read(min), max: max.trim() === '' ? null : read(max) };
  const isNone = (typed: string, value: number | null) => typed.trim() !== '' && value === null;
  if (isNone(min, ends.min) || isNone(max, ends.max))
    return { wrong: range.in === 'yuan' ? `请填金额，最多 ${most / 100} 元` : `请填 0 到 ${most} 的整数` };
  if (ends.min === null && ends.max === null) return { wrong: '至少和最多，请填一个' };
  if (ends.min !== null && ends.max !== null && ends.min > ends.max) return { wrong: '最多不能小于至少' };
  return ends;
}

function readDays({ kind, days }: RowDraft): Read<{ days: number | null }> {
  const { window, days: isNeeded } = kindOf(kind);
  if (window !== true && isNeeded !== true) return { days: null };
  if (isNeeded !== true && days.trim() === '') return { days: null };
  const most = isNeeded === true ? MOST_AHEAD : MOST_WINDOW;
  const value = wholeTyped(days, 1, most);
  return value === null ? { wrong: `请填 1 到 ${most} 的整数` } : { days: value };
}

function textProblem({ kind, text }: RowDraft): string | null {
  if (kind === 'segment') return text.trim() === '' ? '请选人群' : null;
  if (kind !== 'tag') return null;
  const names = tagsTyped(text);
  if (names.length === 0) return '请写标签';
  if (names.some((name) => [...name].length > MOST_LETTERS)) return `一个标签最多 ${MOST_LETTERS} 个字`;
  return names.length > MOST_NAMES ? `最多 ${MOST_NAMES} 个标签` : null;
}

function pickProblem({ kind, picked }: RowDraft): string | null {
  const { picks } = kindOf(kind);
  if (picks && picked.length > MOST_NAMES) return `最多选 ${MOST_NAMES} 个`;
  return picks && picks.none !== '' && picked.length === 0 ? picks.none : null;
}

/** A row as it was typed: its part of the rule, or everything that is wrong with it, in the order of the form. */
export function readRow(row: RowDraft): { problems: RowProblem[]; rule: KnownRule | null } {
  const { name, picks } = kindOf(row.kind);
  const [range, days, text, pick] = [readRange(row), readDays(row), textProblem(row), pickProblem(row)];
  const problems: RowProblem[] = [
    ...(pick === null ? [] : [{ field: 'pick' as const, label: picks?.label ?? name, text: pick }]),
    ...(isWrong(days) ? [{ field: 'days' as const, label: name, text: days.wrong }] : []),
    ...(isWrong(range) ? [{ field: 'min' as const, label: name, text: range.wrong }] : []),
    ...(text === null ? [] : [{ field: 'text' as const, label: name, text }]),
  ];
  if (isWrong(range) || isWrong(days) || problems.length > 0) return { problems, rule: null };
  const condition = conditionOf(row, range, days.days);
  return { problems, rule: row.not ? { not: condition } : condition };
}
