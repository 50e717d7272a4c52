/**
 * Aggregation: a leading match and sort go to the indexes, lookups go to the foreign collection's indexes, everything else is
 * mingo's. Documents stream through; only what a stage must gather (group, sort) is held.
 */
import type { CollectionTable } from './collection-table';
import { isDocument, type Document } from './document-text';
import { requestFailed } from './errors';
import { valuesAtPath } from './field-path';
import { find, findEach, type QueryCost } from './find';
import { sortKeyOf } from './index-keys';
import { EMPTY_ARRAY } from './key-encoding';
import { normaliseFilter } from './matcher';
import { compilePipeline } from './query-language';
import type { IndexKey } from './schema';

export interface Stage {
  name: string;
  value: unknown;
}

type Collections = (name: string) => CollectionTable;

const EVERYTHING = Number.MAX_SAFE_INTEGER;

/** $geoNear needs a geographic index, which the local database does not keep; writing stages are not the SDK's. */
const REFUSED = new Set(['$geoNear', '$out', '$merge', '$indexStats', '$collStats']);

export function aggregate(
  table: CollectionTable,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Document[] {
  const refused = stages.find(({ name }) => REFUSED.has(name));
  if (refused) throw requestFailed(`stage ${refused.name} is not available in the local database`);
  try {
    return Array.from(runStages(table, stages, collections, cost));
  } catch (error) {
    if (error instanceof Error && error.constructor.name === 'MingoError') throw requestFailed(error.message);
    throw error;
  }
}

function runStages(
  table: CollectionTable,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Iterable<Document> {
  const { source, rest } = takeLeadingStages(table, stages.flatMap(expandBucket), cost);
  let documents = source;
  let plain: Stage[] = [];
  const flush = (): void => {
    if (plain.length > 0) documents = runInMingo(documents, plain, collections, cost);
    plain = [];
  };
  for (const stage of rest) {
    const own = ownStage(stage, collections, cost);
    if (!own) {
      plain.push(stage);
      continue;
    }
    flush();
    documents = own(documents);
  }
  flush();
  return documents;
}

/**
 * $bucket written as the $group MongoDB itself turns it into: mingo's own stage puts a value that equals a boundary into the
 * bucket below. A value outside every bucket, without a default, is refused by the $switch.
 */
function expandBucket(stage: Stage): Stage[] {
  if (stage.name !== '$bucket' || !isDocument(stage.value)) return [stage];
  const { groupBy, boundaries, output } = stage.value;
  if (!Array.isArray(boundaries)) throw requestFailed("The $bucket 'boundaries' field must be an array");
  const limits: unknown[] = boundaries;
  const branches = limits.slice(0, -1).map((lower, position) => ({
    case: {
      $and: [
        { $gte: [groupBy, { $literal: lower }] },
        { $lt: [groupBy, { $literal: limits[position + 1] }] },
      ],
    },
    then: { $literal: lower },
  }));
  const otherwise = 'default' in stage.value ? { default: { $literal: stage.value.default } } : {};
  const fields = isDocument(output) ? output : { count: { $sum: 1 } };
  return [
    { name: '$group', value: { _id: { $switch: { branches, ...otherwise } }, ...fields } },
    { name: '$sort', value: { _id: 1 } },
  ];
}

function takeLeadingStages(
  table: CollectionTable,
  stages: Stage[],
  cost: QueryCost,
): { source: Iterable<Document>; rest: Stage[] } {
  const [first, second] = stages;
  const filter = first?.name === '$match' && isDocument(first.value) ? first.value : undefined;
  const afterMatch = filter ? second : first;
  if (afterMatch?.name === '$sort') {
    const used = filter ? 2 : 1;
    const limit = stages[used]?.name === '$limit' ? Number(stages[used]?.value) : EVERYTHING;
    const query = { filter: filter ?? {}, order: orderOf(afterMatch.value), skip: 0, limit };
    return { source: documentsOf(find(table, query, cost)), rest: stages.slice(used) };
  }
  return {
    source: documentsOf(findEach(table, filter ?? {}, cost)),
    rest: filter ? stages.slice(1) : stages,
  };
}

function* documentsOf(found: Iterable<{ document: Document }>): Generator<Document> {
  for (const { document } of found) yield document;
}

type Transform = (documents: Iterable<Document>) => Iterable<Document>;

function ownStage({ name, value }: Stage, collections: Collections, cost: QueryCost): Transform | undefined {
  if (name === '$sort') return (documents) => sortDocuments(documents, orderOf(value));
  if (name === '$sample' && isDocument(value)) return (documents) => sample(documents, Number(value.size));
  if (name !== '$lookup' || !isDocument(value)) return undefined;
  const { from, localField, foreignField, as, pipeline } = value;
  if (pipeline !== undefined || typeof localField !== 'string' || typeof foreignField !== 'string')
    return undefined;
  return (documents) =>
    lookup(documents, { from: String(from), localField, foreignField, as: String(as) }, collections, cost);
}

function runInMingo(
  documents: Iterable<Document>,
  stages: Stage[],
  collections: Collections,
  cost: QueryCost,
): Iterable<Document> {
  const pipeline = stages.map(({ name, value }) => ({
    [name]: name === '$match' && isDocument(value) ? normaliseFilter(value) : value,
  }));
  const collectionResolver = (name: string): Document[] =>
    Array.from(documentsOf(findEach(collections(name), {}, cost)));
  const results = compilePipeline(pipeline, collectionResolver).stream(documents);
  return drain(results);
}

function* drain(results: { next(): { value?: unknown; done: boolean } }): Generator<Document> {
  for (let item = results.next(); !item.done; item = results.next())
    if (isDocument(item.value)) yield item.value;
}

function orderOf(spec: unknown): IndexKey[] {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw requestFailed('$sort stage must have at least one sort key');
  return Object.entries(spec).map(([field, direction]) => {
    if (direction !== 1 && direction !== -1)
      throw requestFailed('$sort key ordering must be 1 (for ascending) or -1 (for descending)');
    return { field, direction };
  });
}

function sortDocuments(documents: Iterable<Document>, order: IndexKey[]): Document[] {
  const keyed = Array.from(documents, (document) => ({ document, key: sortKeyOf(document, order) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ document }) => document);
}

/** Distinct documents at random, as MongoDB gives them (mingo's own stage may repeat one). */
function sample(documents: Iterable<Document>, size: number): Document[] {
  const pool = Array.from(documents);
  for (let i = pool.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    const [a, b] = [pool[i], pool[j]];
    if (a && b) [pool[i], pool[j]] = [b, a];
  }
  return pool.slice(0, size);
}

interface LookupSpec {
  from: string;
  localField: string;
  foreignField: string;
  as: string;
}

function* lookup(
  documents: Iterable<Document>,
  spec: LookupSpec,
  collections: Collections,
  cost: QueryCost,
): Generator<Document> {
  const foreign = collections(spec.from);
  for (const document of documents) {
    const values = valuesAtPath(document, spec.localField).values.filter((value) => value !== EMPTY_ARRAY);
    const filter = { [spec.foreignField]: { $in: values.map((value) => value ?? null) } };
    yield { ...document, [spec.as]: Array.from(documentsOf(findEach(foreign, filter, cost))) };
  }
}
