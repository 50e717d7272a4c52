/** One environment's database: what the gateway's actions do, in the database's own words. */
import { aggregate, type Stage } from './aggregation/aggregate';
import type { CollectionTable } from './storage/collection-table';
import { parseDocument, stringifyValue, type Document } from './values/document-text';
import { EnvironmentFile } from './storage/environment-file';
import { collectionExists, invalidParam } from './errors';
import { ChangeHistory } from './writes/change-history';
import { find, findSteps, scan, type FindQuery, type Found, type QueryCost } from './query/find';
import { inTurns, nextTurn } from './query/turns';
import { LockTable } from './writes/lock-table';
import { PlainWrites, type ChangeResult } from './writes/plain-writes';
import { projectDocuments } from './query/projection';
import type { CollectionSchema } from './schema';
import { idOfFilter, toStorable, withId } from './values/storable';
import { Transactions } from './writes/transactions';
import { compileUpdate } from './update/update';
import { WritePath } from './writes/write-path';

export interface UpdateRequest {
  filter: Document;
  modifier: Document;
  multi: boolean;
}

export interface ReplaceResult {
  updated: number;
  upsertedId: unknown;
}

export interface EnvironmentOptions {
  path: string;
  schema: CollectionSchema[];
  now: () => number;
  transactionLifetimeMs: number;
}

export class Environment {
  /** What the last query cost: documents read and the index that narrowed it. */
  lastQuery: QueryCost = { documentsExamined: 0, indexUsed: undefined };
  private readonly file: EnvironmentFile;
  private readonly transactions: Transactions;
  private readonly writes: PlainWrites;

  constructor(private readonly options: EnvironmentOptions) {
    this.file = new EnvironmentFile(options.path, options.schema);
    const path = new WritePath(new LockTable(), new ChangeHistory());
    this.transactions = new Transactions(this.file, path, options.transactionLifetimeMs, options.now);
    this.writes = new PlainWrites(this.file, path);
  }

  addCollection(name: string): void {
    if (this.file.has(name)) throw collectionExists(name);
    this.file.create(name);
  }

  /** Outside a transaction earlier documents stay when a later one is refused; inside, the refusal ends the transaction. */
  async insert(collection: string, documents: Document[], transactionId?: string): Promise<unknown[]> {
    const table = this.file.collection(collection);
    const complete = documents.map((document) => withId(document, this.options.now));
    if (transactionId !== undefined) {
      this.transactions.run(transactionId, (transaction) => {
        for (const document of complete) transaction.insert(table, document);
      });
    } else {
      for (const document of complete) await this.writes.insert(table, document);
    }
    return complete.map(({ _id }) => _id);
  }

  /** The documents as stored text; parsed and rewritten only when a projection asks for it. */
  async find(
    collection: string,
    query: FindQuery,
    projection: Document | undefined,
    transactionId?: string,
  ): Promise<string[]> {
    const found =
      transactionId === undefined
        ? await inTurns(findSteps(this.file.collection(collection), query, this.newCost()))
        : this.findInTransaction(collection, query, transactionId);
    if (!projection) return found.map(({ row }) => row.body);
    return projectDocuments(
      found.map(({ document }) => document),
      projection,
      query.filter,
    ).map(stringifyValue);
  }

  /** In one go, for tests and the engine itself. */
  findDocuments(collection: string, query: FindQuery): Found[] {
    return find(this.file.collection(collection), query, this.newCost());
  }

  private findInTransaction(collection: string, query: FindQuery, transactionId: string): Found[] {
    const table = this.file.collection(collection);
    return this.transactions.run(transactionId, (transaction) =>
      transaction.find(table, query, this.newCost()),
    );
  }

  /** doc().get(): at most one document, inside a transaction as its snapshot sees it. */
  findById(
    collection: string,
    filter: Document,
    projection: Document | undefined,
    transactionId?: string,
  ): string[] {
    const table = this.file.collection(collection);
    const body = this.bodyById(table, filter, transactionId);
    const found = body === undefined ? [] : [body];
    return projection
      ? projectDocuments(
          found.map((text) => parseDocument(text)),
          projection,
        ).map(stringifyValue)
      : found;
  }

  async count(collection: string, filter: Document): Promise<number> {
    const table = this.file.collection(collection);
    if (Object.keys(filter).length === 0) return table.count();
    let total = 0;
    for (const found of scan(table, filter, this.newCost())) {
      if (found) total++;
      else await nextTurn();
    }
    return total;
  }

  async update(
    collection: string,
    { filter, modifier, multi }: UpdateRequest,
    transactionId?: string,
  ): Promise<ChangeResult> {
    const table = this.file.collection(collection);
    if (transactionId === undefined)
      return this.writes.change(table, { filter, multi }, this.changeBy(modifier, filter), this.newCost());
    const id = this.requireId(filter);
    const { matched, modified } = this.transactions.run(transactionId, (transaction) =>
      transaction.modify(table, id, this.changeBy(modifier, filter)),
    );
    return { matched: Number(matched), modified: Number(modified) };
  }

  /** doc().set(): replaces the whole document or makes it. An identical replacement counts as an update. */
  async replace(
    collection: string,
    filter: Document,
    replacement: Document,
    transactionId?: string,
  ): Promise<ReplaceResult> {
    const table = this.file.collection(collection);
    const id = this.requireId(filter);
    const document: Document = { _id: filter._id, ...replacement };
    if (transactionId === undefined) {
      const result: ChangeResult = { matched: 0, modified: 0 };
      const inserted = await this.writes.upsert(table, id, document, result);
      return { updated: result.matched, upsertedId: inserted ? filter._id : undefined };
    }
    return this.transactions.run(transactionId, (transaction) => {
      const { matched } = transaction.modify(table, id, () => document);
      if (!matched) transaction.insert(table, document);
      return { updated: Number(matched), upsertedId: matched ? undefined : filter._id };
    });
  }

  /** where().updateAndReturn(): the first match, as it is after the update. */
  async updateAndReturn(
    collection: string,
    filter: Document,
    modifier: Document,
    transactionId?: string,
  ): Promise<ChangeResult> {
    const table = this.file.collection(collection);
    if (transactionId === undefined) {
      const change = this.changeBy(modifier, filter);
      return this.writes.change(table, { filter, multi: false }, change, this.newCost());
    }
    return this.transactions.run(transactionId, (transaction) => {
      const change = this.changeBy(modifier, filter);
      const [first] = transaction.find(table, { filter, order: [], skip: 0, limit: 1 }, this.newCost());
      if (!first) return { matched: 0, modified: 0 };
      const { modified } = transaction.modify(table, first.row.id, change);
      return { matched: 1, modified: Number(modified), lastBody: transaction.read(table, first.row.id) };
    });
  }

  async remove(
    collection: string,
    filter: Document,
    multi: boolean,
    transactionId?: string,
  ): Promise<number> {
    const table = this.file.collection(collection);
    if (transactionId !== undefined) {
      const id = this.requireId(filter);
      return Number(this.transactions.run(transactionId, (transaction) => transaction.remove(table, id)));
    }
    const result = await this.writes.change(table, { filter, multi }, () => undefined, this.newCost());
    return result.modified;
  }

  async aggregate(collection: string, stages: Stage[]): Promise<Document[]> {
    return aggregate(
      this.file.collection(collection),
      stages,
      (name) => this.file.collection(name),
      this.newCost(),
    );
  }

  startTransaction(): string {
    return this.transactions.start();
  }

  commitTransaction(id: string): void {
    this.transactions.commit(id);
  }

  abortTransaction(id: string): void {
    this.transactions.abort(id);
  }

  /** Fills a collection quickly, for tests and seeds: no waiting, no unique checks, one commit. */
  load(collection: string, documents: Iterable<Document>): void {
    const table = this.file.collection(collection);
    const { now } = this.options;
    function* rows() {
      for (const document of documents) yield toStorable(withId(document, now));
    }
    this.file.atomically(() => table.fill(rows()));
  }

  /** As when their time is up: nothing of them is written. */
  endTransactions(): void {
    this.transactions.endAll();
  }

  reset(): void {
    this.endTransactions();
    this.file.reset(this.options.schema);
  }

  close(): void {
    this.endTransactions();
    this.file.close();
  }

  private bodyById(
    table: CollectionTable,
    filter: Document,
    transactionId: string | undefined,
  ): string | undefined {
    const id = this.requireId(filter);
    if (transactionId === undefined) return table.byId(id)?.body;
    return this.transactions.run(transactionId, (transaction) => transaction.read(table, id));
  }

  private changeBy(modifier: Document, filter: Document) {
    const update = compileUpdate(modifier, { filter, now: this.options.now });
    return (before: Document): Document => {
      update(before);
      return before;
    };
  }

  private requireId(filter: Document): Buffer {
    const id = idOfFilter(filter);
    if (!id) throw invalidParam('doc id must be a string or a number');
    return id;
  }

  private newCost(): QueryCost {
    this.lastQuery = { documentsExamined: 0, indexUsed: undefined };
    return this.lastQuery;
  }
}
