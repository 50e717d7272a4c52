import type { SdkDatabase } from '../database';
import { StoreMisuse } from '../store-error';

/**
 * New values of some fields. A nested object replaces the old one whole. There is no increment: a transaction writes
 * the value it computed from what it read, so that a write delivered twice still counts once.
 */
export type Patch<Document> = { readonly [Field in Exclude<keyof Document, '_id'>]?: Document[Field] };

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
      return [name, database.command.set(value)];
    }),
  );
}
