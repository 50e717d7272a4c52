import { wholeTyped } from '@contracts/primitives/typed';

/** What is wrong with one field: the field's id, its name for the list of what is missing, and the words beside it. */
export interface Problem {
  field: string;
  label: string;
  text: string;
}

/** What a form describes, or everything that is wrong with it, in the order of the page. */
export type Checked<Value> = { ok: true; value: Value } | { ok: false; problems: readonly Problem[] };

/** One field as it was read. */
export type Read<Value> = { ok: true; value: Value } | { ok: false; label: string; text: string };

export const good = <Value>(value: Value): Read<Value> => ({ ok: true, value });
export const wrong = (label: string, text: string): Read<never> => ({ ok: false, label, text });

/** The value that was understood; null is what was not. */
export const needed = <Value>(value: Value | null, label: string, text: string): Read<Value> =>
  value === null ? wrong(label, text) : good(value);

/** Nothing typed is allowed and means `none`. */
export const optional = <Value>(
  typed: string,
  read: (typed: string) => Value | null,
  label: string,
  text: string,
): Read<Value | null> => (typed.trim() === '' ? good(null) : needed(read(typed), label, text));

/** A text that may not stay empty. */
export const neededText = (typed: string, label: string, text: string): Read<string> =>
  needed(typed.trim() === '' ? null : typed.trim(), label, text);

/** Why somebody does it: two characters at the least. */
export const neededReason = (typed: string, label: string, text: string): Read<string> =>
  needed(typed.trim().length < 2 ? null : typed.trim(), label, text);

/** The least and the most a whole number may be. */
type Bounds = readonly [least: number, most: number];

export const neededWhole = (typed: string, label: string, [least, most]: Bounds): Read<number> =>
  needed(wholeTyped(typed, least, most), label, `请填 ${least} 到 ${most} 的整数`);

/** @param none what an empty field means, in words */
export const optionalWhole = (
  typed: string,
  label: string,
  [least, most]: Bounds,
  none = '',
): Read<number | null> =>
  optional(typed, (text) => wholeTyped(text, least, most), label, `请填 ${least} 到 ${most} 的整数${none}`);

type Reads<Values> = { readonly [Field in keyof Values]: Read<Values[Field]> };
type Good<Values> = { readonly [Field in keyof Values]: { ok: true; value: Values[Field] } };

/** The keys are the ids of the fields. */
const allRead = <Values>(reads: Reads<Values>): reads is Reads<Values> & Good<Values> =>
  problemsOf(reads).length === 0;

export const problemsOf = (reads: object): Problem[] =>
  Object.entries(reads).flatMap(([field, read]: [string, Read<unknown>]) =>
    read.ok ? [] : [{ field, label: read.label, text: read.text }],
  );

/** The form when every field and every row was read, or everything that is wrong, in the order of the page. */
export function checkForm<Values, Value>(
  reads: Reads<Values>,
  make: (read: Good<Values>) => Value,
  rows: readonly Checked<unknown>[] = [],
): Checked<Value> {
  const problems = [...problemsOf(reads), ...rows.flatMap((row) => (row.ok ? [] : row.problems))];
  return allRead(reads) && problems.length === 0 ? readyForm(make(reads)) : refusedForm(problems);
}

/** What the rows say, once all of them were read. */
export const valuesOf = <Value>(rows: readonly Checked<Value>[]): Value[] =>
  rows.flatMap((row) => (row.ok ? [row.value] : []));

/** A form of one field: why it is done. Its id may carry whom it is about: a page shows several. */
export const checkReason =
  (id: string, label: string, text: string) =>
  ({ reason }: { reason: string }): Checked<string> =>
    checkForm({ [id]: neededReason(reason, label, text) }, () => reason.trim());

export const refusedForm = (problems: readonly Problem[]): Checked<never> => ({ ok: false, problems });
export const readyForm = <Value>(value: Value): Checked<Value> => ({ ok: true, value });

/** What the save bar says: how much is missing, and where. */
export function missingText(problems: readonly Problem[]): string | null {
  if (problems.length === 0) return null;
  const labels = [...new Set(problems.map(({ label }) => label))];
  const named = labels.slice(0, 3).join('、');
  return labels.length > 3 ? `还差 ${labels.length} 项：${named}等` : `还差：${named}`;
}
