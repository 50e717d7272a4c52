import type { SdkDatabase } from './database';
import { StoreMisuse } from './store-error';

/** Adds to a number field, atomically in the database. */
export interface Increment {
  readonly increment: number;
}
export const increment = (by: number): Increment => ({ increment: by });

/** New values of some fields. A nested object replaces the old one whole. */
export type Patch<Document> = {
  readonly [Field in Exclude<keyof Document, '_id'>]?:
    Document[Field] | (Document[Field] extends number ? Increment : never);
};

const isIncrement = (value: unknown): value is Increment =>
  typeof value === 'object' && value !== null && 'increment' in value;

/**
 * The SDK turns `{ a: { b: 1 } }` into "set a.b" and keeps the rest of `a` (platform-facts, section 6);
 * `_.set` makes every value replace what was there.
 * @throws StoreMisuse for an undefined value, which the SDK would drop silently
 */
export function encodePatch<Document>(
  database: SdkDatabase,
  patch: Patch<Document>,
): Record<string, unknown> {
  const entries = Object.entries(patch);
  if (entries.length === 0) throw new StoreMisuse('an empty patch');
  return Object.fromEntries(
    entries.map(([name, value]) => {
      if (value === undefined) throw new StoreMisuse(`the new value of "${name}" is undefined`);
      return [name, isIncrement(value) ? database.command.inc(value.increment) : database.command.set(value)];
    }),
  );
}
