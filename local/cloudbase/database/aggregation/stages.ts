/** The stages where mingo differs from MongoDB, as stages of mingo's: so they are the same inside $facet and $lookup. */
import { evalExpr } from 'mingo/core';
import { Lazy, type Iterator } from 'mingo/lazy';
import * as pipeline from 'mingo/operators/pipeline';
import type { Options } from 'mingo/types';
import { requestFailed } from '../errors';
import { compileFilter } from '../match/compile-filter';
import type { IndexKey } from '../schema';
import { sortKeyOf } from '../storage/index-keys';
import { compareValues } from '../values/compare';
import { isDocument, type Document } from '../values/document-text';
import type { GroupKeys } from './group-key';
import { compileAddFields, compileProject, type FieldsStage } from './choose-fields';
import { countNameOf, limitOf, orderOf, sampleSizeOf, skipOf } from './parse/stage-arguments';

type Stage = (documents: Iterator, spec: unknown, options: Options) => Iterator;

function match(documents: Iterator, filter: unknown, options: Options): Iterator {
  if (!isDocument(filter)) throw requestFailed('the match filter must be an expression in an object');
  const matches = compileFilter(
    filter,
    (expression) => (document) => evalExpr(document, expression, options),
  );
  return documents.filter((document: unknown) => isDocument(document) && matches(document));
}

const fieldsStage =
  (compile: (spec: unknown) => FieldsStage): Stage =>
  (documents, spec, options) => {
    const change = compile(spec);
    return documents.map((document: Document) =>
      change(document, (expression) => evalExpr(document, expression, options)),
    );
  };

/** Of nothing there is no count: not even 0. */
function count(documents: Iterator, spec: unknown): Iterator {
  const name = countNameOf(spec);
  return documents.transform<Document>((all) => Lazy(all.length > 0 ? [{ [name]: all.length }] : []));
}

const limit: Stage = (documents, size) => Lazy(firstOf(documents, limitOf(size)));

/** mingo's own goes on reading, though it takes no more. */
function* firstOf(documents: Iterator, size: number): Generator<unknown> {
  for (let taken = 0; taken < size; taken++) {
    const { value, done } = documents.next();
    if (done) return;
    yield value;
  }
}

const skip: Stage = (documents, size) => documents.drop(skipOf(size));

function sort(documents: Iterator, spec: unknown): Iterator {
  const order = orderOf(spec);
  return documents.transform<Document>((all) => Lazy(sortDocuments(all, order)));
}

function sortDocuments(documents: Document[], order: IndexKey[]): Document[] {
  const keyed = documents.map((document) => ({ document, key: sortKeyOf(document, order) }));
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ document }) => document);
}

/** Distinct documents at random, as MongoDB gives them (mingo's own stage may repeat one). */
function sample(documents: Iterator, spec: unknown): Iterator {
  const size = sampleSizeOf(spec);
  return documents.transform<Document>((all) => {
    const pool = [...all];
    for (let i = pool.length - 1; i > 0; i--) {
      const j = Math.floor(Math.random() * (i + 1));
      const [a, b] = [pool[i], pool[j]];
      if (a && b) [pool[i], pool[j]] = [b, a];
    }
    return Lazy(pool.slice(0, size));
  });
}

function group(documents: Iterator, spec: unknown, options: Options): Iterator {
  if (!isDocument(spec) || !('_id' in spec)) throw requestFailed('a group specification must include an _id');
  const keys: GroupKeys = new Map();
  return pipeline
    .$group(documents, { ...spec, _id: { $groupKey: [spec._id, keys] } }, options)
    .map((found: Document) => ({ ...found, _id: keys.get(String(found._id)) }));
}

/**
 * Written as the $group MongoDB itself turns it into: mingo's own stage puts a value that equals a boundary into the bucket
 * below. A value outside every bucket, without a default, is refused by the $switch.
 */
function bucket(documents: Iterator, spec: unknown, options: Options): Iterator {
  if (!isDocument(spec)) throw requestFailed('Argument to $bucket stage must be an object');
  const { groupBy, boundaries, output } = spec;
  if (!Array.isArray(boundaries)) throw requestFailed("The $bucket 'boundaries' field must be an array");
  const limits: unknown[] = boundaries;
  refuseBounds(limits, spec);
  const branches = limits.slice(0, -1).map((lower, position) => ({
    case: {
      $and: [
        { $gte: [groupBy, { $literal: lower }] },
        { $lt: [groupBy, { $literal: limits[position + 1] }] },
      ],
    },
    then: { $literal: lower },
  }));
  const otherwise = 'default' in spec ? { default: { $literal: spec.default } } : {};
  const fields = isDocument(output) ? output : { count: { $sum: 1 } };
  const grouped = group(documents, { _id: { $switch: { branches, ...otherwise } }, ...fields }, options);
  return sort(grouped, { _id: 1 });
}

/** Boundaries rise and are of one kind; what is outside of them has no bucket among them. */
function refuseBounds(limits: readonly unknown[], spec: Document): void {
  if (limits.length < 2) throw requestFailed("The $bucket 'boundaries' field must have at least 2 values");
  for (const [position, upper] of limits.slice(1).entries()) {
    if (typeof upper !== typeof limits[position])
      throw requestFailed('All values in the boundaries option to $bucket must have the same type');
    if (compareValues(limits[position], upper) >= 0)
      throw requestFailed('The boundaries option to $bucket must be sorted in ascending order');
  }
  if (!('default' in spec)) return;
  const isBelow = compareValues(spec.default, limits[0]) < 0;
  if (!isBelow && compareValues(spec.default, limits.at(-1)) < 0)
    throw requestFailed(
      "The $bucket 'default' field must be less than the lowest boundary or from the highest on",
    );
}

/** The bounds first, as a document of MongoDB begins with its id. */
function bucketAuto(documents: Iterator, spec: unknown, options: Options): Iterator {
  if (!isDocument(spec)) throw requestFailed('Argument to $bucketAuto stage must be an object');
  return pipeline
    .$bucketAuto(documents, { ...spec, groupBy: spec.groupBy, buckets: Number(spec.buckets) }, options)
    .map(({ _id, ...rest }: Document) => ({ _id, ...rest }));
}

function sortByCount(documents: Iterator, expression: unknown, options: Options): Iterator {
  const isOperator = isDocument(expression) && Object.keys(expression)[0]?.startsWith('$') === true;
  if (!isOperator && !(typeof expression === 'string' && expression.startsWith('$')))
    throw requestFailed(
      'the sortByCount field must be defined as a $-prefixed path or an expression inside an object',
    );
  return sort(group(documents, { _id: expression, count: { $sum: 1 } }, options), { count: -1 });
}

function unwind(documents: Iterator, spec: unknown, options: Options): Iterator {
  const path = isDocument(spec) ? spec.path : spec;
  if (typeof path !== 'string') throw requestFailed('expected a string as the path for $unwind stage');
  if (!path.startsWith('$'))
    throw requestFailed(`path option to $unwind stage should be prefixed with a '$': ${path}`);
  if (
    isDocument(spec) &&
    typeof spec.includeArrayIndex === 'string' &&
    /^(\$|$)/.test(spec.includeArrayIndex)
  )
    throw requestFailed("includeArrayIndex option to $unwind stage should be a field, without a '$'");
  return pipeline.$unwind(documents, isDocument(spec) ? { ...spec, path } : path, options);
}

function facet(documents: Iterator, spec: unknown, options: Options): Iterator {
  if (!isDocument(spec) || Object.keys(spec).length === 0)
    throw requestFailed('the $facet specification must be a non-empty object');
  return pipeline.$facet(Lazy(documents.collect()), spec as Record<string, Document[]>, options);
}

const OWN: Record<`$${string}`, Stage> = {
  $match: match,
  $project: fieldsStage(compileProject),
  $addFields: fieldsStage(compileAddFields),
  $set: fieldsStage(compileAddFields),
  $count: count,
  $limit: limit,
  $skip: skip,
  $sort: sort,
  $sample: sample,
  $group: group,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $sortByCount: sortByCount,
  $unwind: unwind,
  $facet: facet,
};

export const STAGES = { ...pipeline, ...OWN };
