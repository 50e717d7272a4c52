/**
 * The few things asked of SQLite, typed. Reads run to their end (a LIMIT bounds them): an abandoned cursor would keep a read
 * transaction open and stop the write-ahead log from being folded back.
 */
import Libsql from 'libsql';

export type SqlValue = string | number | Buffer | null;
export type SqlRow = readonly (string | number | ArrayBuffer | null)[];

export class SqliteFile {
  private readonly connection: Libsql.Database;
  private readonly writes = new Map<string, Libsql.Statement>();
  private readonly reads = new Map<string, Libsql.Statement>();

  constructor(path: string) {
    this.connection = new Libsql(path);
    this.connection.pragma('journal_mode = WAL');
    // NORMAL: a killed process loses nothing (the log is in the operating system); only a power cut may lose the last commits.
    this.connection.pragma('synchronous = NORMAL');
    this.connection.pragma('cache_size = -32768');
  }

  run(sql: string, ...values: SqlValue[]): number {
    return Number(this.writing(sql).run(values).lastInsertRowid);
  }

  first(sql: string, ...values: SqlValue[]): SqlRow | undefined {
    return this.reading(sql).get(values) as SqlRow | undefined;
  }

  all(sql: string, ...values: SqlValue[]): SqlRow[] {
    return this.reading(sql).all(values) as SqlRow[];
  }

  /** One SQLite transaction: everything in `work` reaches the disk or nothing does. */
  atomically<T>(work: () => T): T {
    if (this.connection.inTransaction) return work();
    this.run('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.run('COMMIT');
      return result;
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.writes.clear();
    this.reads.clear();
    this.connection.close();
  }

  private writing(sql: string): Libsql.Statement {
    return this.writes.get(sql) ?? this.keep(this.writes, sql, this.connection.prepare(sql));
  }

  /** A statement that answers rows as arrays stays so: it is told once. */
  private reading(sql: string): Libsql.Statement {
    return this.reads.get(sql) ?? this.keep(this.reads, sql, this.connection.prepare(sql).raw());
  }

  private keep(kept: Map<string, Libsql.Statement>, sql: string, prepared: Libsql.Statement) {
    kept.set(sql, prepared);
    return prepared;
  }
}

export function textColumn(row: SqlRow, column: number): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError('expected a text column');
  return value;
}

export function numberColumn(row: SqlRow, column: number): number {
  return Number(row[column]);
}

export function bytesColumn(row: SqlRow, column: number): Buffer {
  const value = row[column];
  if (typeof value === 'string' || typeof value === 'number' || value === null || value === undefined) {
    throw new TypeError('expected a blob column');
  }
  return Buffer.from(value);
}
