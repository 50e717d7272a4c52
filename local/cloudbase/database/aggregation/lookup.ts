/** $lookup by equal fields, through the foreign collection's indexes. */
import { findEach, type QueryCost } from '../query/find';
import type { CollectionTable } from '../storage/collection-table';
import type { Document } from '../values/document-text';
import { valuesAtPath } from '../values/field-path';
import { EMPTY_ARRAY } from '../values/key-encoding';
import { compileAddFields } from './choose-fields';

export interface LookupSpec {
  from: string;
  localField: string;
  foreignField: string;
  as: string;
}

export function* lookup(
  documents: Iterable<Document>,
  { localField, foreignField, as }: LookupSpec,
  foreign: CollectionTable,
  cost: QueryCost,
): Generator<Document> {
  const place = compileAddFields({ [as]: '' }); // a dotted path goes into the object that stands there
  for (const document of documents) {
    const values = valuesAtPath(document, localField).values.filter((value) => value !== EMPTY_ARRAY);
    const filter = { [foreignField]: { $in: values.map((value) => value ?? null) } };
    const joined = Array.from(findEach(foreign, filter, cost), ({ document: found }) => found);
    yield place(document, () => joined);
  }
}
