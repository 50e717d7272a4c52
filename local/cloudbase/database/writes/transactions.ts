/** The open transactions of one environment, their numbering and their end: commit, abort, conflict or expiry. */
import { randomUUID } from 'node:crypto';
import type { EnvironmentFile } from '../storage/environment-file';
import { transactionMissing } from '../errors';
import { Transaction } from './transaction';
import type { WritePath } from './write-path';

interface OpenTransaction {
  transaction: Transaction;
  startedAt: number;
  expiry: NodeJS.Timeout;
}

export class Transactions {
  private readonly open = new Map<string, OpenTransaction>();

  constructor(
    private readonly file: EnvironmentFile,
    private readonly path: WritePath,
    private readonly lifetimeMs: number,
    private readonly now: () => number,
  ) {}

  start(): string {
    this.endOverdue();
    const id = randomUUID();
    const transaction = new Transaction(id, this.path);
    const expiry = setTimeout(() => this.end(id), this.lifetimeMs);
    expiry.unref();
    this.open.set(id, { transaction, startedAt: this.now(), expiry });
    return id;
  }

  /** Runs one operation of a transaction. Any refusal ends it, as in MongoDB: the SDK retries a conflict without rolling back. */
  run<T>(id: string, operation: (transaction: Transaction) => T): T {
    this.endOverdue();
    const found = this.open.get(id);
    if (!found) throw transactionMissing();
    try {
      return operation(found.transaction);
    } catch (error) {
      this.end(id);
      throw error;
    }
  }

  commit(id: string): void {
    this.run(id, (transaction) => {
      if (!transaction.changesAnything) return;
      this.path.history.nextVersion();
      this.file.atomically(() => transaction.applyStaged());
    });
    this.end(id);
  }

  abort(id: string): void {
    if (!this.open.has(id)) throw transactionMissing();
    this.end(id);
  }

  endAll(): void {
    for (const id of [...this.open.keys()]) this.end(id);
  }

  /** The timer goes by the machine's time; where the clock is moved, its time counts as well. */
  private endOverdue(): void {
    const now = this.now();
    for (const [id, { startedAt }] of [...this.open]) if (now - startedAt > this.lifetimeMs) this.end(id);
  }

  private end(id: string): void {
    const found = this.open.get(id);
    if (!found) return;
    clearTimeout(found.expiry);
    this.open.delete(id);
    found.transaction.end();
  }
}
