import * as z from 'zod';
import { schema, type CollectionName, type DocumentOf } from './schema';
import { StoreMisuse } from './store-error';

/** `doc('')` is accepted by the SDK and means nothing good. */
export function refuseEmptyId(id: string): void {
  if (id === '') throw new StoreMisuse('empty document id');
}

/** CloudBase returns 1000 documents at most, 100 when not told (platform-facts, section 6). */
export const MAX_PAGE = 1000;

export function refuseIds(ids: readonly string[]): void {
  if (ids.length > MAX_PAGE) throw new StoreMisuse(`${ids.length} ids at once`);
  ids.forEach(refuseEmptyId);
}

/** A document as the schema says, or an error naming the collection: the database is a boundary like any other. */
export function parseDocument<Name extends CollectionName>(name: Name, raw: unknown): DocumentOf<Name> {
  const parsed = schema[name].document.safeParse(raw);
  if (!parsed.success)
    throw new StoreMisuse(`a document of ${name} does not fit the schema: ${z.prettifyError(parsed.error)}`);
  // zod's output of the schema's own entry; TypeScript cannot follow the index through the union.
  return parsed.data as DocumentOf<Name>;
}

/** What the SDK answers a list with. */
const listAnswer = z.object({ data: z.array(z.unknown()) });
export const listIn = (answer: unknown): unknown[] => listAnswer.parse(answer).data;
