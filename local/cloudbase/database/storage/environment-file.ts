/** One environment is one SQLite file: its collections, created by the schema or by addCollection. */
import { CollectionTable } from './collection-table';
import { collectionMissing } from '../errors';
import type { CollectionSchema } from '../schema';
import { numberColumn, SqliteFile, textColumn } from './sqlite';

export class EnvironmentFile {
  private readonly file: SqliteFile;
  private readonly collections = new Map<string, CollectionTable>();

  constructor(path: string, schema: CollectionSchema[]) {
    this.file = new SqliteFile(path);
    this.file.run(
      'CREATE TABLE IF NOT EXISTS collections (number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)',
    );
    this.file
      .run(`CREATE TABLE IF NOT EXISTS indexes (number INTEGER PRIMARY KEY, collection INTEGER NOT NULL,
      name TEXT NOT NULL, definition TEXT NOT NULL, multikey INTEGER NOT NULL, UNIQUE (collection, name))`);
    for (const row of this.file.all('SELECT number, name FROM collections'))
      this.open(numberColumn(row, 0), textColumn(row, 1));
    this.declare(schema);
  }

  collection(name: string): CollectionTable {
    const table = this.collections.get(name);
    if (!table) throw collectionMissing(name);
    return table;
  }

  has(name: string): boolean {
    return this.collections.has(name);
  }

  create(name: string): CollectionTable {
    return this.atomically(() =>
      this.open(this.file.run('INSERT INTO collections (name) VALUES (?)', name), name),
    );
  }

  atomically<T>(work: () => T): T {
    return this.file.atomically(work);
  }

  /** Empties everything and leaves the collections of the schema. */
  reset(schema: CollectionSchema[]): void {
    this.atomically(() => {
      const declared = new Set(schema.map(({ name }) => name));
      for (const [name, table] of [...this.collections]) {
        table.clear();
        if (declared.has(name)) continue;
        table.dropIndexes();
        this.file.run('DELETE FROM collections WHERE name = ?', name);
        this.collections.delete(name);
      }
    });
    this.declare(schema);
  }

  close(): void {
    this.file.close();
  }

  private declare(schema: CollectionSchema[]): void {
    this.atomically(() => {
      for (const collection of schema) {
        const table = this.collections.get(collection.name) ?? this.create(collection.name);
        table.declareIndexes(collection);
      }
    });
  }

  private open(number: number, name: string): CollectionTable {
    const table = new CollectionTable(this.file, name, number);
    this.collections.set(name, table);
    return table;
  }
}
