import { moneyText, numberText } from '../words';
import { linesOf, type Cell, type Field, type Section } from './fields';

export interface Change {
  name: string;
  label: string;
  before: string;
  after: string;
}
export interface SaidWords {
  yes: string;
  no: string;
  none: string;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isEmpty = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

function chosenText(value: unknown, options: readonly { value: string | number; label: string }[]): string {
  return options.find((option) => option.value === value)?.label ?? String(value);
}

/** What a field says, in words. */
export function saidOf(field: Cell | Field<never>, value: unknown, words: SaidWords): string {
  if (field.kind === 'flag') return value === true ? words.yes : words.no;
  if (isEmpty(value)) return field.empty ?? words.none;
  switch (field.kind) {
    case 'money':
      return typeof value === 'number' ? moneyText(value) : words.none;
    case 'number':
      return typeof value === 'number' ? `${numberText(value)}${field.unit ?? ''}` : words.none;
    case 'choice':
      return chosenText(value, field.options);
    case 'choices':
      return Array.isArray(value)
        ? value.map((one: unknown) => chosenText(one, field.options)).join('、')
        : words.none;
    case 'lines':
      return linesOf(String(value)).join('；');
    case 'rows':
      return Array.isArray(value)
        ? value.map((row: unknown) => rowText(field.cells, row, words)).join('；')
        : words.none;
    default:
      return String(value);
  }
}

const rowText = (cells: readonly Cell[], row: unknown, words: SaidWords): string =>
  cells.map((cell) => saidOf(cell, isRecord(row) ? row[cell.name] : null, words)).join(' · ');

/** What would be different, field by field, in the order of the form; what is not shown says nothing. */
export function listChanges<Values extends object>(
  sections: readonly Section<Values>[],
  before: Values,
  after: Values,
  words: SaidWords,
): Change[] {
  return sections.flatMap(({ fields }) =>
    fields.flatMap((field) => {
      const said = (values: Values): string =>
        (field.when?.(values) ?? true) ? saidOf(field, values[field.name], words) : words.none;
      const [was, is] = [said(before), said(after)];
      return was === is ? [] : [{ name: field.name, label: field.label, before: was, after: is }];
    }),
  );
}

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * What somebody changed of what they saw, on what stands there now: of a field both changed theirs is proposed, and the list of changes
 * says from what.
 */
export function rebased<Values extends object>(base: Values, typed: Values, now: Values): Values {
  const kept: Partial<Values> = {};
  for (const name of keysOf(now)) if (!same(base[name], typed[name])) kept[name] = typed[name];
  return { ...now, ...kept };
}

const keysOf = <Values extends object>(values: Values): (keyof Values)[] => {
  const names: (keyof Values)[] = [];
  for (const name in values) names.push(name);
  return names;
};
