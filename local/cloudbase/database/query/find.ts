/** Runs a query: by an index range when one narrows it, else in insertion order; stops as soon as the page is full. */
import type { CollectionTable } from '../storage/collection-table';
import { parseDocument, type Document } from '../values/document-text';
import { sortKeyOf } from '../storage/index-keys';
import type { IndexTable, KeyPosition, KeyRange, StoredRow } from '../storage/index-table';
import { compileFilter, type Matcher } from '../match/compile-filter';
import { byDistance, nearestFirst } from './nearest';
import { choosePlans, type IndexPlan } from './query-plan';
import { DOCUMENTS_PER_TURN, inOneGo, nextTurn, type Steps } from './turns';
import type { IndexKey } from '../schema';

export interface FindQuery {
  filter: Document;
  order: IndexKey[];
  skip: number;
  limit: number;
}

export interface Found {
  row: StoredRow;
  document: Document;
}

/** What a query cost, independent of the machine's speed. */
export interface QueryCost {
  documentsExamined: number;
  indexUsed: string | undefined;
}

interface Ranked extends Found {
  sortKey: Buffer;
}

const FIRST_BATCH = 32;
const LARGEST_BATCH = 1000;

export const find = (table: CollectionTable, query: FindQuery, cost: QueryCost): Found[] =>
  inOneGo(findSteps(table, query, cost));

export function* findSteps(table: CollectionTable, query: FindQuery, cost: QueryCost): Steps<Found[]> {
  const plans = planFor(table, query.filter, query.order, cost);
  const matches = compileFilter(query.filter);
  const only = plans.length === 1 ? plans[0] : undefined;
  const nearness = nearestFirst(query.filter);
  if (nearness && query.order.length === 0) {
    const everything = { ...query, skip: 0, limit: Number.MAX_SAFE_INTEGER };
    const found = yield* takePage(matching(candidates(table, plans), matches, cost), everything);
    return byDistance(found, nearness).slice(query.skip, query.skip + query.limit);
  }
  const inOrder = query.order.length === 0 || (only?.sorted === true && only.ranges.length === 1);
  if (inOrder) return yield* takePage(matching(candidates(table, plans), matches, cost), query);
  if (only?.sorted) return yield* mergeRanges(only, matches, query, cost);
  return yield* sortAll(candidates(table, plans), matches, query, cost);
}

/** Every matching document, one at a time: for counting, updating many and aggregating. */
export function* findEach(table: CollectionTable, filter: Document, cost: QueryCost): Generator<Found> {
  for (const found of scan(table, filter, cost)) if (found) yield found;
}

/** The same, with a pause now and then: undefined. */
export function* scan(
  table: CollectionTable,
  filter: Document,
  cost: QueryCost,
): Generator<Found | undefined> {
  const plans = planFor(table, filter, [], cost);
  yield* matching(candidates(table, plans), compileFilter(filter), cost);
}

export async function findAllInTurns(
  table: CollectionTable,
  filter: Document,
  cost: QueryCost,
): Promise<Found[]> {
  const all: Found[] = [];
  for (const found of scan(table, filter, cost)) {
    if (found) all.push(found);
    else await nextTurn();
  }
  return all;
}

function planFor(table: CollectionTable, filter: Document, order: IndexKey[], cost: QueryCost): IndexPlan[] {
  const plans = choosePlans([table.idIndex, ...table.indexes], filter, order);
  cost.indexUsed = plans.length > 0 ? plans.map(({ index }) => index.schema.name).join(', ') : undefined;
  return plans;
}

function* matching(
  rows: Iterable<StoredRow>,
  matches: Matcher,
  cost: QueryCost,
): Generator<Found | undefined> {
  for (const row of rows) {
    const document = parseDocument(row.body);
    cost.documentsExamined++;
    if (cost.documentsExamined % DOCUMENTS_PER_TURN === 0) yield undefined;
    if (matches(document)) yield { row, document };
  }
}

function* takePage(found: Iterable<Found | undefined>, { skip, limit }: FindQuery): Steps<Found[]> {
  const page: Found[] = [];
  let passed = 0;
  if (limit === 0) return page;
  for (const item of found) {
    if (!item) {
      yield undefined;
      continue;
    }
    if (passed++ < skip) continue;
    page.push(item);
    if (page.length === limit) break;
  }
  return page;
}

/** Each range is in order already, so the first skip + limit of each are enough. */
function* mergeRanges(plan: IndexPlan, matches: Matcher, query: FindQuery, cost: QueryCost): Steps<Found[]> {
  const heads: Found[] = [];
  const page = { ...query, skip: 0, limit: query.skip + query.limit };
  for (const range of plan.ranges) {
    const rows = rowsOfRange(plan.index, range, plan.backward);
    heads.push(...(yield* takePage(matching(rows, matches, cost), page)));
  }
  return rank(heads, query.order).slice(query.skip, query.skip + query.limit);
}

function* sortAll(
  rows: Iterable<StoredRow>,
  matches: Matcher,
  query: FindQuery,
  cost: QueryCost,
): Steps<Found[]> {
  const wanted = query.skip + query.limit;
  const enough = wanted * 2 + LARGEST_BATCH;
  let kept: Ranked[] = [];
  for (const found of matching(rows, matches, cost)) {
    if (!found) {
      yield undefined;
      continue;
    }
    const { row, document } = found;
    kept.push({ row, document, sortKey: sortKeyOf(document, query.order) });
    if (kept.length >= enough) kept = kept.sort(byRank).slice(0, wanted); // never hold more than a few pages
  }
  return kept.sort(byRank).slice(query.skip, wanted);
}

export function rank(found: Found[], order: IndexKey[]): Found[] {
  return found.map((item) => ({ ...item, sortKey: sortKeyOf(item.document, order) })).sort(byRank);
}

const byRank = (a: Ranked, b: Ranked): number =>
  Buffer.compare(a.sortKey, b.sortKey) || a.row.seq - b.row.seq;

function* candidates(table: CollectionTable, plans: IndexPlan[]): Generator<StoredRow> {
  if (plans.length === 0) {
    yield* rowsInInsertionOrder(table);
    return;
  }
  const mayRepeat = plans.length > 1 || plans.some(({ index }) => index.multikey);
  const seen = mayRepeat ? new Set<number>() : undefined;
  for (const { index, ranges, backward } of plans) {
    for (const range of ranges) {
      for (const row of rowsOfRange(index, range, backward)) {
        if (seen?.has(row.seq)) continue; // one document, several keys
        seen?.add(row.seq);
        yield row;
      }
    }
  }
}

function* rowsInInsertionOrder(table: CollectionTable): Generator<StoredRow> {
  let after = 0;
  for (let size = FIRST_BATCH; ; size = Math.min(size * 4, LARGEST_BATCH)) {
    const rows = table.batch(after, size);
    yield* rows;
    const last = rows.at(-1);
    if (!last || rows.length < size) return;
    after = last.seq;
  }
}

function* rowsOfRange(index: IndexTable, range: KeyRange, backward: boolean): Generator<StoredRow> {
  let after: KeyPosition | undefined;
  for (let size = FIRST_BATCH; ; size = Math.min(size * 4, LARGEST_BATCH)) {
    const entries = index.batch(range, after, backward, size);
    for (const entry of entries) yield entry.row;
    const last = entries.at(-1);
    if (!last || entries.length < size) return;
    after = { key: last.key, seq: last.seq };
  }
}
