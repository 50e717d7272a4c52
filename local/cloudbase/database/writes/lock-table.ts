/**
 * Who holds what. The first transaction that writes a document (or takes a unique key) holds it until it ends. A rival
 * transaction is refused at once; a plain write waits (facts: "a rival transactional write fails at once, a plain write blocks").
 */
import { transactionConflict } from '../errors';

interface Hold {
  transactionId: string;
  /** The document on whose behalf a unique key is held; for a document, itself. */
  documentKey: string;
}

/** Thrown inside a plain write that met a held document; the write is tried again when a transaction ends. */
export class BlockedByTransaction extends Error {}

export class LockTable {
  private readonly holds = new Map<string, Hold>();
  private waiting: (() => void)[] = [];

  /** Refuses or blocks the writer when someone else holds the name. */
  assertFree(name: string, writer: string | undefined): void {
    const hold = this.holds.get(name);
    if (!hold || hold.transactionId === writer) return;
    throw writer === undefined ? new BlockedByTransaction() : transactionConflict();
  }

  hold(name: string, transactionId: string, documentKey: string): void {
    this.holds.set(name, { transactionId, documentKey });
  }

  holder(name: string): Hold | undefined {
    return this.holds.get(name);
  }

  release(name: string): void {
    this.holds.delete(name);
  }

  releaseAll(transactionId: string): void {
    for (const [name, hold] of this.holds) if (hold.transactionId === transactionId) this.holds.delete(name);
    const woken = this.waiting;
    this.waiting = [];
    for (const wake of woken) wake();
  }

  nextRelease(): Promise<void> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }
}
