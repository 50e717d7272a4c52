/** One function per SDK action: from the posted strings to the database and back to what the SDK reads. */
import type { Environment } from '../database';
import {
  isDocument,
  parseDocument,
  parseValue,
  stringifyValue,
  type Document,
} from '../database/values/document-text';
import { DatabaseError, invalidParam } from '../database/errors';
import type { IndexKey } from '../database/schema';
import type { AdminRequest } from './request';

/** What an action adds to the answer beside the request id. */
export type ActionAnswer = { data: unknown } | { transactionId: string } | Record<string, never>;

type Action = (
  environment: Environment,
  request: AdminRequest,
  now: () => number,
) => ActionAnswer | Promise<ActionAnswer>;

/** CloudBase returns 100 documents unless told otherwise, and 1000 at most (facts, section 6); the SDK caps too. */
const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;

const insertDocument: Action = async (environment, request, now) => {
  const texts = typeof request.data === 'string' ? [request.data] : (request.data ?? []);
  const documents = texts.map((text) => parseDocument(text, now));
  const ids = await environment.insert(collectionOf(request), documents, request.transactionId);
  const insertedIds = ids.map((id) => (typeof id === 'string' || typeof id === 'number' ? id : String(id)));
  return { data: { insertedIds } };
};

const getDocument: Action = async (environment, request, now) => {
  const filter = filterOf(request, now);
  const projection = optionalDocument(request.projection, now);
  if (request.queryType === 'DOC') {
    return {
      data: { list: environment.findById(collectionOf(request), filter, projection, request.transactionId) },
    };
  }
  const limit = Math.min(request.limit && request.limit > 0 ? request.limit : DEFAULT_LIMIT, MAX_LIMIT);
  const query = { filter, order: orderOf(request), skip: request.offset ?? 0, limit };
  return {
    data: { list: await environment.find(collectionOf(request), query, projection, request.transactionId) },
  };
};

const modifyDocument: Action = async (environment, request, now) => {
  const collection = collectionOf(request);
  const data = updateOf(request, now);
  if (request.merge === false) {
    const { updated, upsertedId } = await environment.replace(
      collection,
      filterOf(request, now),
      data,
      request.transactionId,
    );
    return { data: { updated, upsert_id: upsertedId } };
  }
  const update = { filter: requiredFilter(request, now), modifier: data, multi: request.multi ?? false };
  const { modified } = await environment.update(collection, update, request.transactionId);
  return { data: { updated: modified } };
};

const modifyAndReturnDoc: Action = async (environment, request, now) => {
  const filter = requiredFilter(request, now);
  const data = updateOf(request, now);
  const { matched, lastBody } = await environment.updateAndReturn(
    collectionOf(request),
    filter,
    data,
    request.transactionId,
  );
  return { data: { updated: matched, doc: lastBody ?? null } };
};

const removeDocument: Action = async (environment, request, now) => {
  const filter = requiredFilter(request, now);
  const deleted = await environment.remove(
    collectionOf(request),
    filter,
    request.multi ?? false,
    request.transactionId,
  );
  return { data: { deleted } };
};

const calculateDocument: Action = async (environment, request, now) => ({
  data: { total: await environment.count(collectionOf(request), filterOf(request, now)) },
});

const aggregateDocuments: Action = async (environment, request, now) => {
  const stages = (request.stages ?? []).map(({ stageKey, stageValue }) => ({
    name: stageKey,
    value: parseValue(stageValue, now),
  }));
  const documents = await environment.aggregate(collectionOf(request), stages);
  return { data: { list: documents.map(stringifyValue) } };
};

const startTransaction: Action = (environment) => ({ transactionId: environment.startTransaction() });

const commitTransaction: Action = (environment, request) => {
  environment.commitTransaction(transactionOf(request));
  return {};
};

const abortTransaction: Action = (environment, request) => {
  environment.abortTransaction(transactionOf(request));
  return {};
};

const addCollection: Action = (environment, request) => {
  environment.addCollection(collectionOf(request));
  return {};
};

const ACTIONS: Record<string, Action> = {
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.calculateDocument': calculateDocument,
  'database.aggregateDocuments': aggregateDocuments,
  'database.startTransaction': startTransaction,
  'database.commitTransaction': commitTransaction,
  'database.abortTransaction': abortTransaction,
  'database.addCollection': addCollection,
};

export async function runAction(
  environment: Environment,
  request: AdminRequest,
  now: () => number,
): Promise<ActionAnswer> {
  const action = ACTIONS[request.action];
  if (!action) throw new DatabaseError('INVALID_ACTION', `invalid action: ${request.action}`);
  return action(environment, request, now);
}

function collectionOf({ collectionName }: AdminRequest): string {
  if (!collectionName) throw invalidParam('collectionName is required');
  return collectionName;
}

function transactionOf({ transactionId }: AdminRequest): string {
  if (!transactionId) throw invalidParam('transactionId is required');
  return transactionId;
}

/** collection.get() and count() without where() send no query, or an empty string: that means every document. */
function filterOf({ query }: AdminRequest, now: () => number): Document {
  return query ? parseDocument(query, now) : {};
}

/** Changing everything takes an explicit where({}): without where() there is no query at all [R]. */
function requiredFilter(request: AdminRequest, now: () => number): Document {
  if (!request.query) throw invalidParam('query is required');
  return filterOf(request, now);
}

function updateOf({ data }: AdminRequest, now: () => number): Document {
  if (typeof data !== 'string') throw invalidParam('data is required');
  return parseDocument(data, now);
}

function optionalDocument(text: string | undefined, now: () => number): Document | undefined {
  return text === undefined ? undefined : parseDocument(text, now);
}

function orderOf({ order }: AdminRequest): IndexKey[] {
  const spec = order === undefined ? {} : parseValue(order);
  if (!isDocument(spec)) throw invalidParam('order must be an object');
  return Object.entries(spec).map(([field, direction]) => ({ field, direction: direction === -1 ? -1 : 1 }));
}
