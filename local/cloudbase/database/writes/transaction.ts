/**
 * One open transaction: a snapshot, its own writes staged over it, and what it holds. Writes by condition do not take part: the
 * SDK sends where().update() and remove() without the transaction. where().get() and updateAndReturn() it sends with it.
 */
import type { CollectionTable } from '../storage/collection-table';
import type { FindQuery, Found, QueryCost } from '../query/find';
import { parseDocument, type Document } from '../values/document-text';
import { findInSnapshot, type SeenOtherwise } from './snapshot-read';
import { duplicateId, documentKey, type WritePath, type Writer } from './write-path';
import { toStorable, type Storable } from '../values/storable';

interface StagedWrite {
  table: CollectionTable;
  id: Buffer;
  /** undefined: the document is removed. */
  after: Storable | undefined;
  uniqueNames: string[];
}

export class Transaction implements Writer {
  readonly snapshot: number;
  private readonly staged = new Map<string, StagedWrite>();

  constructor(
    readonly id: string,
    private readonly path: WritePath,
  ) {
    this.snapshot = path.history.takeSnapshot(id);
  }

  hasStaged(key: string): boolean {
    return this.staged.has(key);
  }

  /** The text of a document as this transaction sees it. */
  read(table: CollectionTable, id: Buffer): string | undefined {
    const key = documentKey(table.name, id);
    const own = this.staged.get(key);
    if (own) return own.after?.body;
    const change = this.path.history.changeAfter(key, this.snapshot);
    return change ? change.before : table.byId(id)?.body;
  }

  /** where().get(): by condition, in the snapshot. */
  find(table: CollectionTable, query: FindQuery, cost: QueryCost): Found[] {
    const seen = new Map<string, SeenOtherwise>();
    const prefix = documentKey(table.name, Buffer.alloc(0));
    for (const { key, before } of this.path.history.changesAfter(prefix, this.snapshot)) {
      seen.set(key, { id: Buffer.from(key.slice(prefix.length), 'latin1'), body: before });
    }
    for (const [key, { id, after }] of this.staged) {
      if (key.startsWith(prefix)) seen.set(key, { id, body: after?.body });
    }
    return findInSnapshot(table, query, [...seen.values()], cost);
  }

  insert(table: CollectionTable, document: Document): void {
    const next = toStorable(document);
    this.path.assertWritable(documentKey(table.name, next.id), this);
    if (this.read(table, next.id) !== undefined) throw duplicateId(table, document);
    this.stage(table, next.id, next);
  }

  /** Changes the document by `change`; answers whether it was there and whether it differs now. */
  modify(
    table: CollectionTable,
    id: Buffer,
    change: (before: Document) => Document,
  ): { matched: boolean; modified: boolean } {
    const body = this.read(table, id);
    if (body === undefined) return { matched: false, modified: false };
    const next = toStorable(change(parseDocument(body)));
    // MongoDB writes nothing, and so holds nothing, when an update changes nothing.
    if (next.body === body) return { matched: true, modified: false };
    this.path.assertWritable(documentKey(table.name, id), this);
    this.stage(table, id, next);
    return { matched: true, modified: true };
  }

  remove(table: CollectionTable, id: Buffer): boolean {
    if (this.read(table, id) === undefined) return false;
    this.path.assertWritable(documentKey(table.name, id), this);
    this.stage(table, id, undefined);
    return true;
  }

  /** The caller runs this inside one SQLite transaction. */
  applyStaged(): void {
    for (const { table, id, after } of this.staged.values())
      this.path.apply(table, id, table.byId(id), after);
  }

  get changesAnything(): boolean {
    return this.staged.size > 0;
  }

  end(): void {
    this.path.history.dropSnapshot(this.id);
    this.path.locks.releaseAll(this.id);
  }

  private stage(table: CollectionTable, id: Buffer, after: Storable | undefined): void {
    const key = documentKey(table.name, id);
    const uniqueNames = after ? this.path.assertUnique(table, after, this) : [];
    for (const name of this.staged.get(key)?.uniqueNames ?? []) this.path.locks.release(name);
    for (const name of [key, ...uniqueNames]) this.path.locks.hold(name, this.id, key);
    this.staged.set(key, { table, id, after, uniqueNames });
  }
}
