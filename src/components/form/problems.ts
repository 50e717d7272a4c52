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

type Reads<Values> = { readonly [Field in keyof Values]: Read<Values[Field]> };
type Good<Values> = { readonly [Field in keyof Values]: { ok: true; value: Values[Field] } };

/** Whether every field could be read; the keys are the ids of the fields. */
export const allRead = <Values>(reads: Reads<Values>): reads is Reads<Values> & Good<Values> =>
  problemsOf(reads).length === 0;

export const problemsOf = (reads: object): Problem[] =>
  Object.entries(reads).flatMap(([field, read]: [string, Read<unknown>]) =>
    read.ok ? [] : [{ field, label: read.label, text: read.text }],
  );

export const refusedForm = (problems: readonly Problem[]): Checked<never> => ({ ok: false, problems });
export const readyForm = <Value>(value: Value): Checked<Value> => ({ ok: true, value });

/** What the save bar says: how much is missing, and where. */
export function missingText(problems: readonly Problem[]): string | null {
  if (problems.length === 0) return null;
  const labels = [...new Set(problems.map(({ label }) => label))];
  const named = labels.slice(0, 3).join('、');
  return labels.length > 3 ? `还差 ${labels.length} 项：${named}等` : `还差：${named}`;
}
