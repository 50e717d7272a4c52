/** What every write goes through, plain or transactional: who may write, which unique keys are taken, and the change itself. */
import type { ChangeHistory } from './change-history';
import type { CollectionTable } from '../storage/collection-table';
import { isDocument, stringifyValue, type Document } from '../values/document-text';
import { duplicateKey, transactionConflict } from '../errors';
import { valuesAtPath } from '../values/field-path';
import { indexKeysOf } from '../storage/index-keys';
import type { IndexTable, StoredRow } from '../storage/index-table';
import type { LockTable } from './lock-table';
import type { IndexSchema } from '../schema';
import type { Storable } from '../values/storable';

export const documentKey = (collection: string, id: Buffer): string =>
  `${collection}\0${id.toString('latin1')}`;

/** A transaction, as far as the write path must know it. */
export interface Writer {
  readonly id: string;
  readonly snapshot: number;
  hasStaged(key: string): boolean;
}

export class WritePath {
  constructor(
    readonly locks: LockTable,
    readonly history: ChangeHistory,
  ) {}

  assertWritable(key: string, transaction: Writer | undefined): void {
    this.locks.assertFree(key, transaction?.id);
    if (transaction && this.history.changedSince(key, transaction.snapshot)) throw transactionConflict();
  }

  /** Checks every unique key of the document; answers the names a transaction then holds. */
  assertUnique(table: CollectionTable, next: Storable, transaction: Writer | undefined): string[] {
    const own = documentKey(table.name, next.id);
    const names: string[] = [];
    for (const index of table.indexes) {
      if (!index.schema.unique) continue;
      for (const key of indexKeysOf(next.document, index.schema.keys).keys) {
        const name = `${table.name}\0\0${index.schema.name}\0${key.toString('latin1')}`;
        this.locks.assertFree(name, transaction?.id);
        const hold = this.locks.holder(name);
        if (hold && hold.documentKey !== own) throw duplicate(table.name, index.schema, next.document);
        this.assertNoOtherOwner(table, index, key, next, transaction);
        names.push(name);
      }
    }
    return names;
  }

  /** Changes the committed state; the caller runs it inside one SQLite transaction. */
  apply(
    table: CollectionTable,
    id: Buffer,
    before: StoredRow | undefined,
    after: Storable | undefined,
  ): void {
    this.history.record(documentKey(table.name, id), before?.body);
    if (before && after) table.replace(before, after.document, after.body);
    else if (after) table.insert(after.id, after.document, after.body);
    else if (before) table.remove(before);
  }

  private assertNoOtherOwner(
    table: CollectionTable,
    index: IndexTable,
    key: Buffer,
    next: Storable,
    transaction: Writer | undefined,
  ): void {
    for (const seq of index.owners(key)) {
      const owner = table.bySeq(seq);
      if (!owner || owner.id.equals(next.id)) continue;
      const ownerKey = documentKey(table.name, owner.id);
      if (transaction?.hasStaged(ownerKey)) continue; // its staged form holds its keys by name
      this.assertWritable(ownerKey, transaction);
      throw duplicate(table.name, index.schema, next.document);
    }
  }
}

export function duplicateId(table: CollectionTable, document: Document): Error {
  return duplicateKey(table.name, '_id_', `{ _id: ${stringifyValue(document._id)} }`);
}

function duplicate(collection: string, index: IndexSchema, document: Document): Error {
  const fields = index.keys.map(({ field }) => `${field}: ${stringifyValue(firstScalar(document, field))}`);
  return duplicateKey(collection, index.name, `{ ${fields.join(', ')} }`);
}

function firstScalar(document: Document, field: string): unknown {
  const value = valuesAtPath(document, field).values[0];
  return typeof value === 'symbol' || value === undefined ? null : isDocument(value) ? '…' : value;
}
