/**
 * Writes outside a transaction. Each document is changed atomically and alone; a document held by an open transaction is waited
 * for and then looked at afresh, so a conditional update decides on what the transaction left.
 */
import type { CollectionTable } from '../storage/collection-table';
import { parseDocument, type Document } from '../values/document-text';
import type { EnvironmentFile } from '../storage/environment-file';
import { nextTurn } from '../query/turns';
import { findAllInTurns, scan, type Found, type QueryCost } from '../query/find';
import type { StoredRow } from '../storage/index-table';
import { BlockedByTransaction } from './lock-table';
import { compileFilter } from '../match/compile-filter';
import { toStorable } from '../values/storable';
import { documentKey, duplicateId, type WritePath } from './write-path';

/** What becomes of a matching document: its next form, or nothing when it is removed. */
export type Change = (before: Document) => Document | undefined;

export interface ChangeResult {
  matched: number;
  modified: number;
  /** The last document written, as stored. */
  lastBody?: string;
}

interface Target {
  filter: Document;
  multi: boolean;
}

export class PlainWrites {
  constructor(
    private readonly file: EnvironmentFile,
    private readonly path: WritePath,
  ) {}

  async insert(table: CollectionTable, document: Document): Promise<void> {
    const next = toStorable(document);
    await this.whenFree(() => {
      this.path.assertWritable(documentKey(table.name, next.id), undefined);
      if (table.byId(next.id)) throw duplicateId(table, document);
      this.path.assertUnique(table, next, undefined);
      this.commit(() => this.path.apply(table, next.id, undefined, next));
    });
  }

  async change(
    table: CollectionTable,
    { filter, multi }: Target,
    change: Change,
    cost: QueryCost,
  ): Promise<ChangeResult> {
    const result: ChangeResult = { matched: 0, modified: 0 };
    const matches = compileFilter(filter);
    const changeIfMatching = (seq: number): void => {
      const row = table.bySeq(seq);
      if (row && matches(parseDocument(row.body))) this.changeOne(table, row, change, result);
    };
    if (multi) {
      // The targets are chosen before the first write: an update may move a document within the index being read.
      const seqs = (await findAllInTurns(table, filter, cost)).map(({ row }) => row.seq);
      for (const seq of seqs) await this.whenFree(() => changeIfMatching(seq));
      return result;
    }
    while (result.matched === 0) {
      const first = await firstOf(scan(table, filter, cost));
      if (!first) break;
      await this.whenFree(() => changeIfMatching(first.row.seq)); // no longer matching after a wait: the next one is sought
    }
    return result;
  }

  /** doc().set(): replaces the document, or makes it. Answers whether it was made. */
  async upsert(
    table: CollectionTable,
    id: Buffer,
    document: Document,
    result: ChangeResult,
  ): Promise<boolean> {
    let inserted = false;
    await this.whenFree(() => {
      const row = table.byId(id);
      if (row) return this.changeOne(table, row, () => document, result);
      const next = toStorable(document);
      this.path.assertWritable(documentKey(table.name, id), undefined);
      this.path.assertUnique(table, next, undefined);
      this.commit(() => this.path.apply(table, id, undefined, next));
      inserted = true;
    });
    return inserted;
  }

  private changeOne(table: CollectionTable, row: StoredRow, change: Change, result: ChangeResult): void {
    this.path.assertWritable(documentKey(table.name, row.id), undefined);
    const after = change(parseDocument(row.body));
    const next = after && toStorable(after);
    if (next) this.path.assertUnique(table, next, undefined);
    result.matched++;
    if (next) result.lastBody = next.body;
    if (next?.body === row.body) return;
    this.commit(() => this.path.apply(table, row.id, row, next));
    result.modified++;
  }

  private commit(work: () => void): void {
    this.path.history.nextVersion();
    this.file.atomically(work);
  }

  private async whenFree(attempt: () => void): Promise<void> {
    for (;;) {
      try {
        return attempt();
      } catch (error) {
        if (!(error instanceof BlockedByTransaction)) throw error;
      }
      await this.path.locks.nextRelease();
    }
  }
}

async function firstOf(found: Iterable<Found | undefined>): Promise<Found | undefined> {
  for (const item of found) {
    if (item) return item;
    await nextTurn();
  }
  return undefined;
}
