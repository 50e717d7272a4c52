import { StoreMisuse } from '../store-error';

/**
 * Conditions of a query: a plain value means "equals"; the functions below compare.
 * `where` of the SDK silently drops keys whose value is undefined and then matches everyone
 * (platform-facts, section 6); here an undefined value is an error.
 */
export type ComparisonName = 'lt' | 'lte' | 'gt' | 'gte' | 'in' | 'neq' | 'within' | 'all';

export interface Comparison<Value> {
  readonly comparison: ComparisonName;
  readonly value: Value | readonly Value[];
}

export type Condition<Value> = Value | Comparison<Value>;
type Scalar = string | number | boolean | null;
/** A field one level down, as a query names it: `phone.masked`. */
type InnerField<Document> = {
  [Field in keyof Document & string]: NonNullable<Document[Field]> extends readonly unknown[] | Scalar
    ? never
    : `${Field}.${keyof NonNullable<Document[Field]> & string}`;
}[keyof Document & string];

export type Conditions<Document> = {
  readonly [Field in keyof Document]?: Condition<Document[Field]>;
} & { readonly [Path in InnerField<Document>]?: Condition<Scalar> };

const compare =
  (comparison: ComparisonName) =>
  <Value>(value: Value): Comparison<Value> => ({ comparison, value });

export const lessThan = compare('lt');
export const atMost = compare('lte');
export const moreThan = compare('gt');
export const atLeast = compare('gte');
export const not = compare('neq');
export const oneOf = <Value>(values: readonly Value[]): Comparison<Value> => ({
  comparison: 'in',
  value: values,
});

/** A list that holds one of these at least. */
export const holdingOneOf = <Item>(values: readonly Item[]): Comparison<Item[]> => ({
  comparison: 'in',
  value: [...values],
});

export const isComparison = (value: unknown): value is Comparison<unknown> =>
  typeof value === 'object' && value !== null && 'comparison' in value;

/** A list that holds every one of these. */
export const holdingAll = <Item>(values: readonly Item[]): Comparison<Item[]> => ({
  comparison: 'all',
  value: [...values],
});

/** Half-open: `from <= value < until`. Not for lists, of which one item may meet the one end and another the other. */
export const within = <Value>(from: Value, until: Value): Comparison<Value> => ({
  comparison: 'within',
  value: [from, until],
});

/** @throws StoreMisuse when there is no condition or one is undefined (it would match everyone) */
export function refuseLooseConditions(conditions: Readonly<Record<string, unknown>>): void {
  const entries = Object.entries(conditions);
  if (entries.length === 0) throw new StoreMisuse('a query needs a condition');
  for (const [name, condition] of entries) {
    const value = isComparison(condition) ? condition.value : condition;
    if (value === undefined || (Array.isArray(value) && value.includes(undefined))) {
      throw new StoreMisuse(`the condition on "${name}" is undefined`);
    }
  }
}
