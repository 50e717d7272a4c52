/**
 * A query by condition inside a transaction: what is committed, except where the transaction has written itself or someone else
 * has written since it began. CloudBase's documents promise doc() only, but the SDK sends where().get() with the transaction.
 */
import { compileFilter } from '../match/compile-filter';
import { findEach, rank, type FindQuery, type Found, type QueryCost } from '../query/find';
import type { CollectionTable } from '../storage/collection-table';
import { parseDocument } from '../values/document-text';

/** A document as the snapshot sees it; without a text it is not there. */
export interface SeenOtherwise {
  id: Buffer;
  body: string | undefined;
}

export function findInSnapshot(
  table: CollectionTable,
  query: FindQuery,
  seenOtherwise: SeenOtherwise[],
  cost: QueryCost,
): Found[] {
  const matches = compileFilter(query.filter);
  const changed = new Set(seenOtherwise.map(({ id }) => id.toString('latin1')));
  const committed = Array.from(findEach(table, query.filter, cost)).filter(
    ({ row }) => !changed.has(row.id.toString('latin1')),
  );
  const own = seenOtherwise.flatMap(({ id, body }): Found[] => {
    if (body === undefined) return [];
    const document = parseDocument(body);
    const seq = table.byId(id)?.seq ?? Number.MAX_SAFE_INTEGER;
    return matches(document) ? [{ row: { seq, id, body }, document }] : [];
  });
  return rank([...committed, ...own], query.order).slice(query.skip, query.skip + query.limit);
}
