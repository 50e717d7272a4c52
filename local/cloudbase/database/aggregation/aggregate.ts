/**
 * Aggregation: a leading match and sort go to the indexes, lookups go to the foreign collection's indexes, everything else is
 * mingo's. Documents stream through; only what a stage must gather (group, sort) is held.
 */
import { requestFailed } from '../errors';
import { findAllInTurns, findEach, findSteps, type QueryCost } from '../query/find';
import { inTurns } from '../query/turns';
import type { CollectionTable } from '../storage/collection-table';
import { isDocument, type Document } from '../values/document-text';
import { asRefusal } from './expressions/operands';
import { geoNear } from './geo-near';
import { lookup, type LookupSpec } from './lookup';
import { orderOf } from './parse/stage-arguments';
import { compilePipeline } from './query-language';
import { refuseStages, type Stage } from './stage-list';

export type { Stage } from './stage-list';

type Collections = (name: string) => CollectionTable;

const EVERYTHING = Number.MAX_SAFE_INTEGER;

export async function aggregate(
  table: CollectionTable,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Promise<Document[]> {
  refuseStages(stages);
  try {
    return Array.from(await runStages(table, stages, collections, cost));
  } catch (error) {
    throw asRefusal(error);
  }
}

async function runStages(
  table: CollectionTable,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Promise<Iterable<Document>> {
  const { source, rest } = await takeLeadingStages(table, stages, cost);
  let documents = source;
  let plain: Stage[] = [];
  const flush = (): void => {
    if (plain.length > 0) documents = runInMingo(documents, plain, collections, cost);
    plain = [];
  };
  for (const stage of rest) {
    const spec = lookupByField(stage);
    if (!spec) {
      plain.push(stage);
      continue;
    }
    flush();
    documents = lookup(documents, spec, collections(spec.from), cost);
  }
  flush();
  return documents;
}

async function takeLeadingStages(
  table: CollectionTable,
  stages: Stage[],
  cost: QueryCost,
): Promise<{ source: Iterable<Document>; rest: Stage[] }> {
  const [first, second] = stages;
  if (first?.name === '$geoNear') return { source: geoNear(table, first.value, cost), rest: stages.slice(1) };
  const filter = first?.name === '$match' && isDocument(first.value) ? first.value : undefined;
  const afterMatch = filter ? second : first;
  if (afterMatch?.name === '$sort') {
    const used = filter ? 2 : 1;
    const next = stages[used];
    const limit = next?.name === '$limit' && typeof next.value === 'number' ? next.value : EVERYTHING;
    const query = { filter: filter ?? {}, order: orderOf(afterMatch.value), skip: 0, limit };
    return { source: documentsOf(await inTurns(findSteps(table, query, cost))), rest: stages.slice(used) };
  }
  const rest = filter ? stages.slice(1) : stages;
  const found = endsEarly(rest)
    ? findEach(table, filter ?? {}, cost)
    : await findAllInTurns(table, filter ?? {}, cost);
  return { source: documentsOf(found), rest };
}

const ONE_BY_ONE = new Set([
  '$addFields',
  '$lookup',
  '$match',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$set',
]);

/** A limit before anything has to be gathered: then only as many documents are read as it takes. */
function endsEarly(stages: Stage[]): boolean {
  const other = stages.find(({ name }) => !ONE_BY_ONE.has(name) && name !== '$skip' && name !== '$unwind');
  return other?.name === '$limit';
}

function* documentsOf(found: Iterable<{ document: Document }>): Generator<Document> {
  for (const { document } of found) yield document;
}

/** A lookup by equal fields goes by the foreign collection's indexes; one with a pipeline is mingo's. */
function lookupByField({ name, value }: Stage): LookupSpec | undefined {
  if (name !== '$lookup' || !isDocument(value)) return undefined;
  const { from, localField, foreignField, as, pipeline } = value;
  if (typeof as !== 'string' || as === '') throw requestFailed("must specify 'as' field for a $lookup");
  if (typeof from !== 'string') throw requestFailed("must specify 'from' field for a $lookup");
  if (pipeline !== undefined) return undefined;
  if (typeof localField !== 'string' || typeof foreignField !== 'string')
    throw requestFailed(
      "$lookup requires either 'pipeline' or both 'localField' and 'foreignField' to be specified",
    );
  return { from, localField, foreignField, as };
}

function runInMingo(
  documents: Iterable<Document>,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Iterable<Document> {
  const pipeline = stages.map(({ name, value }) => ({ [name]: value }));
  const collectionResolver = (name: string): Document[] =>
    Array.from(documentsOf(findEach(collections(name), {}, cost)));
  const results = compilePipeline(pipeline, collectionResolver).stream(documents);
  return drain(results);
}

function* drain(results: { next(): { value?: unknown; done: boolean } }): Generator<Document> {
  for (let item = results.next(); !item.done; item = results.next())
    if (isDocument(item.value)) yield item.value;
}
