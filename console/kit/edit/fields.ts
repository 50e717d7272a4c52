/**
 * A form as data: what stands on it, in which order, under which words. The same description draws the fields, checks what is typed,
 * says what changes and keeps the draft, so that no form can show a field and forget to tell that it was changed.
 */
export interface Option {
  value: string | number;
  label: string;
}
type Kind =
  | { kind: 'text'; most: number }
  /** One thing per line. */
  | { kind: 'lines'; most: number }
  /** `places` decimals at most; an optional one that is empty is null. */
  | { kind: 'number'; min: number; max: number; unit?: string; places?: number }
  /** Kept in fen, typed in yuan. */
  | { kind: 'money'; min?: number }
  | { kind: 'flag' }
  | { kind: 'choice'; options: readonly Option[] }
  /** None: no limit of this kind. `free`: words of one's own, too. */
  | { kind: 'choices'; options: readonly Option[]; free?: boolean }
  /** `YYYY-MM-DD`, a day in China. */
  | { kind: 'day' }
  /** `HH:mm`, in China. */
  | { kind: 'clock' };

interface Said {
  label: string;
  hint?: string;
  isRequired?: boolean;
  /** What an optional one means while it is empty. */
  empty?: string;
  isFixed?: boolean;
}
/** One field of a row. */
export type Cell = Said & Kind & { name: string };

interface Placed<Values> {
  name: Extract<keyof Values, string>;
  /** Shown only then; what is not shown says nothing. */
  when?: (values: Values) => boolean;
  /** What is wrong with it, beside being empty; null: nothing. */
  check?: (values: Values) => string | null;
}
export type Rows = Said & {
  kind: 'rows';
  cells: readonly Cell[];
  blank: () => object;
  add: string;
  most: number;
};
export type Field<Values> = Placed<Values> & ((Said & Kind) | Rows);

export interface Section<Values> {
  title: string;
  fields: readonly Field<Values>[];
}

export const shownFields = <Values>(sections: readonly Section<Values>[], values: Values): Field<Values>[] =>
  sections.flatMap(({ fields }) => fields.filter(({ when }) => when?.(values) ?? true));

export const optionsOf = <Id extends string>(all: readonly { id: Id; name: string }[]): Option[] =>
  all.map(({ id, name }) => ({ value: id, label: name }));

export const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** As many letters as a person counts. */
export const lengthOf = (text: string): number => Array.from(text).length;
