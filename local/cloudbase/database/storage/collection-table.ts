/** One collection on disk: its documents in insertion order and its indexes, always changed together. */
import { parseDocument, type Document } from '../values/document-text';
import { indexKeysOf } from './index-keys';
import { ID_INDEX, IndexTable, storedRow, type StoredRow } from './index-table';
import type { CollectionSchema, IndexSchema } from '../schema';
import { numberColumn, textColumn, type SqliteFile } from './sqlite';

const REBUILD_BATCH = 1000;
/** Rows of one statement when many are filled in: most of what an insert costs is asking for it. */
const FILL_BATCH = 100;

/** A new document with what is stored of it. */
export interface NewRow {
  id: Buffer;
  document: Document;
  body: string;
}

/** A file from before fields were told apart says 1: any of them may hold an array. */
const arraysKept = (kept: number): number => (kept === 1 ? -1 : kept >> 1);

export class CollectionTable {
  readonly indexes: IndexTable[] = [];
  readonly idIndex: IndexTable;
  private readonly documents: string;
  private mayHoldRows = true;

  constructor(
    private readonly file: SqliteFile,
    readonly name: string,
    private readonly number: number,
  ) {
    this.documents = `documents_${number}`;
    file.run(
      `CREATE TABLE IF NOT EXISTS ${this.documents} (seq INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, body TEXT NOT NULL)`,
    );
    this.idIndex = new IndexTable(file, this.documents, undefined, ID_INDEX, 0);
    for (const row of file.all(
      'SELECT definition, multikey, number FROM indexes WHERE collection = ?',
      number,
    )) {
      const schema = JSON.parse(textColumn(row, 0)) as IndexSchema;
      this.indexes.push(this.indexTable(numberColumn(row, 2), schema, arraysKept(numberColumn(row, 1))));
    }
  }

  byId(id: Buffer): StoredRow | undefined {
    const row = this.file.first(`SELECT seq, id, body FROM ${this.documents} WHERE id = ?`, id);
    return row && storedRow(row, 0);
  }

  bySeq(seq: number): StoredRow | undefined {
    const row = this.file.first(`SELECT seq, id, body FROM ${this.documents} WHERE seq = ?`, seq);
    return row && storedRow(row, 0);
  }

  /** Documents in insertion order. */
  batch(afterSeq: number, size: number): StoredRow[] {
    const sql = `SELECT seq, id, body FROM ${this.documents} WHERE seq > ? ORDER BY seq LIMIT ?`;
    return this.file.all(sql, afterSeq, size).map((row) => storedRow(row, 0));
  }

  count(): number {
    const row = this.file.first(`SELECT count(*) FROM ${this.documents}`);
    return row ? numberColumn(row, 0) : 0;
  }

  insert(id: Buffer, document: Document, body: string): void {
    this.mayHoldRows = true;
    const seq = this.file.run(`INSERT INTO ${this.documents} (id, body) VALUES (?, ?)`, id, body);
    for (const index of this.indexes) this.addKeys(index, document, seq);
  }

  /** As many inserts, in a fraction of the time; ids and unique keys are the caller's affair. */
  fill(rows: Iterable<NewRow>): void {
    let batch: NewRow[] = [];
    for (const row of rows) {
      batch.push(row);
      if (batch.length < FILL_BATCH) continue;
      this.fillBatch(batch);
      batch = [];
    }
    for (const { id, document, body } of batch) this.insert(id, document, body);
  }

  private fillBatch(rows: readonly NewRow[]): void {
    this.mayHoldRows = true;
    const last = this.file.first(`SELECT max(seq) FROM ${this.documents}`);
    const before = last ? numberColumn(last, 0) : 0;
    const places = rows.map(() => '(?, ?, ?)').join();
    const values = rows.flatMap(({ id, body }, at) => [before + 1 + at, id, body]);
    this.file.run(`INSERT INTO ${this.documents} (seq, id, body) VALUES ${places}`, ...values);
    for (const index of this.indexes) {
      const entries = rows.flatMap(({ document }, at) => {
        const { keys, arrays } = indexKeysOf(document, index.schema.keys);
        if (arrays) this.markArrays(index, arrays);
        return keys.map((key) => ({ key, seq: before + 1 + at }));
      });
      index.addAll(entries);
    }
  }

  replace(before: StoredRow, document: Document, body: string): void {
    this.file.run(`UPDATE ${this.documents} SET body = ? WHERE seq = ?`, body, before.seq);
    if (this.indexes.length === 0) return;
    const previous = parseDocument(before.body);
    for (const index of this.indexes) this.moveKeys(index, previous, document, before.seq);
  }

  remove(before: StoredRow): void {
    this.file.run(`DELETE FROM ${this.documents} WHERE seq = ?`, before.seq);
    if (this.indexes.length === 0) return;
    const previous = parseDocument(before.body);
    for (const index of this.indexes) {
      for (const key of indexKeysOf(previous, index.schema.keys).keys) index.remove(key, before.seq);
    }
  }

  /** Brings the indexes on disk to what the schema declares; a changed definition is rebuilt. */
  declareIndexes(schema: CollectionSchema): void {
    for (const index of [...this.indexes]) {
      const wanted = schema.indexes.find((candidate) => candidate.name === index.schema.name);
      if (!wanted || JSON.stringify(wanted) !== JSON.stringify(index.schema)) this.dropIndex(index);
    }
    for (const wanted of schema.indexes) {
      if (!this.indexes.some((index) => index.schema.name === wanted.name)) this.buildIndex(wanted);
    }
  }

  /** Empties it. The indexes stay, empty: making them anew costs more than most tests. */
  clear(): void {
    if (!this.mayHoldRows) return;
    for (const index of this.indexes) {
      index.clear();
      index.arrays = 0;
    }
    this.file.run('UPDATE indexes SET multikey = 0 WHERE collection = ?', this.number);
    this.file.run(`DELETE FROM ${this.documents}`);
    this.mayHoldRows = false;
  }

  dropIndexes(): void {
    for (const index of [...this.indexes]) this.dropIndex(index);
  }

  private addKeys(index: IndexTable, document: Document, seq: number): void {
    const { keys, arrays } = indexKeysOf(document, index.schema.keys);
    if (arrays) this.markArrays(index, arrays);
    for (const key of keys) index.add(key, seq);
  }

  private moveKeys(index: IndexTable, before: Document, after: Document, seq: number): void {
    const old = indexKeysOf(before, index.schema.keys);
    const next = indexKeysOf(after, index.schema.keys);
    const [oldKey, nextKey] = [old.keys[0], next.keys[0]];
    if (!old.arrays && !next.arrays && oldKey && nextKey && oldKey.equals(nextKey)) return;
    if (next.arrays) this.markArrays(index, next.arrays);
    for (const key of old.keys) index.remove(key, seq);
    for (const key of next.keys) index.add(key, seq);
  }

  /** Once an array has been indexed, the index can no longer give an order by that field or intersect two bounds. */
  private markArrays(index: IndexTable, arrays: number): void {
    index.arrays |= arrays;
    // Written each time: an earlier write of the mark may have been rolled back with the document that caused it.
    this.file.run(
      'UPDATE indexes SET multikey = ? WHERE collection = ? AND name = ? AND multikey NOT IN (1, ?)',
      index.arrays << 1,
      this.number,
      index.schema.name,
      index.arrays << 1,
    );
  }

  private buildIndex(schema: IndexSchema): void {
    const number = this.file.run(
      'INSERT INTO indexes (collection, name, definition, multikey) VALUES (?, ?, ?, 0)',
      this.number,
      schema.name,
      JSON.stringify(schema),
    );
    this.file.run(
      `CREATE TABLE index_${number} (key BLOB NOT NULL, seq INTEGER NOT NULL, PRIMARY KEY (key, seq)) WITHOUT ROWID`,
    );
    const index = this.indexTable(number, schema, 0);
    this.indexes.push(index);
    let after = 0;
    for (;;) {
      const rows = this.batch(after, REBUILD_BATCH);
      for (const row of rows) this.addKeys(index, parseDocument(row.body), row.seq);
      const last = rows.at(-1);
      if (!last) return;
      after = last.seq;
    }
  }

  private dropIndex(index: IndexTable): void {
    const row = this.file.first(
      'SELECT number FROM indexes WHERE collection = ? AND name = ?',
      this.number,
      index.schema.name,
    );
    if (row) this.file.run(`DROP TABLE IF EXISTS index_${numberColumn(row, 0)}`);
    this.file.run('DELETE FROM indexes WHERE collection = ? AND name = ?', this.number, index.schema.name);
    this.indexes.splice(this.indexes.indexOf(index), 1);
  }

  private indexTable(number: number, schema: IndexSchema, arrays: number): IndexTable {
    return new IndexTable(this.file, this.documents, `index_${number}`, schema, arrays);
  }
}
