/** One materialised index: a table of (key, seq) in key order. The `_id` index is the document table's own unique column. */
import type { IndexSchema } from '../schema';
import { bytesColumn, numberColumn, textColumn, type SqliteFile, type SqlRow } from './sqlite';

export interface StoredRow {
  /** Insertion order. */
  seq: number;
  /** The encoded `_id`. */
  id: Buffer;
  body: string;
}

export interface KeyRange {
  lower: Buffer;
  /** Exclusive; undefined means to the end. */
  upper: Buffer | undefined;
}

export interface KeyPosition {
  key: Buffer;
  seq: number;
}

export interface IndexEntry extends KeyPosition {
  row: StoredRow;
}

export const ID_INDEX: IndexSchema = { name: '_id_', keys: [{ field: '_id', direction: 1 }], unique: true };

const END_OF_KEYS = Buffer.alloc(1, 0xff);

export class IndexTable {
  constructor(
    private readonly file: SqliteFile,
    private readonly documents: string,
    private readonly table: string | undefined,
    readonly schema: IndexSchema,
    /** Fields that hold an array in some document, one bit each. */
    public arrays: number,
  ) {}

  /** A document may have several keys here. */
  get multikey(): boolean {
    return this.arrays !== 0;
  }

  hasArrays(field: string): boolean {
    return this.schema.keys.some((key, at) => key.field === field && (this.arrays & (1 << at)) !== 0);
  }

  add(key: Buffer, seq: number): void {
    this.file.run(`INSERT OR IGNORE INTO ${this.requireTable()} (key, seq) VALUES (?, ?)`, key, seq);
  }

  addAll(entries: readonly KeyPosition[]): void {
    const places = entries.map(() => '(?, ?)').join();
    const values = entries.flatMap(({ key, seq }) => [key, seq]);
    if (values.length > 0)
      this.file.run(`INSERT OR IGNORE INTO ${this.requireTable()} (key, seq) VALUES ${places}`, ...values);
  }

  remove(key: Buffer, seq: number): void {
    this.file.run(`DELETE FROM ${this.requireTable()} WHERE key = ? AND seq = ?`, key, seq);
  }

  clear(): void {
    this.file.run(`DELETE FROM ${this.requireTable()}`);
  }

  owners(key: Buffer): number[] {
    return this.file
      .all(`SELECT seq FROM ${this.requireTable()} WHERE key = ?`, key)
      .map((row) => numberColumn(row, 0));
  }

  /** The next entries of the range in key order, after the given position. */
  batch(range: KeyRange, after: KeyPosition | undefined, backward: boolean, size: number): IndexEntry[] {
    const order = backward ? 'DESC' : 'ASC';
    const source = this.table
      ? `${this.table} i CROSS JOIN ${this.documents} d ON d.seq = i.seq`
      : `(SELECT id AS key, seq FROM ${this.documents}) i CROSS JOIN ${this.documents} d ON d.seq = i.seq`;
    const resume = after ? `AND (i.key, i.seq) ${backward ? '<' : '>'} (?, ?)` : '';
    const sql = `SELECT i.key, i.seq, d.id, d.body FROM ${source} WHERE i.key >= ? AND i.key < ? ${resume}
      ORDER BY i.key ${order}, i.seq ${order} LIMIT ?`;
    const bounds = [range.lower, range.upper ?? END_OF_KEYS];
    const rows = after
      ? this.file.all(sql, ...bounds, after.key, after.seq, size)
      : this.file.all(sql, ...bounds, size);
    return rows.map((row) => ({
      key: bytesColumn(row, 0),
      seq: numberColumn(row, 1),
      row: storedRow(row, 1),
    }));
  }

  private requireTable(): string {
    if (!this.table) throw new Error('the _id index is part of the document table');
    return this.table;
  }
}

/** Reads seq, id, body from three columns in that order. */
export function storedRow(row: SqlRow, from: number): StoredRow {
  return { seq: numberColumn(row, from), id: bytesColumn(row, from + 1), body: textColumn(row, from + 2) };
}
