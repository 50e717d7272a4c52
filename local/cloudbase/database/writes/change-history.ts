/**
 * What documents looked like before recent commits, kept only while a transaction is open: that is all a snapshot needs.
 * Transactions do not outlive the process, so this lives in memory.
 */
interface Change {
  version: number;
  /** The stored text before this commit; undefined when the document did not exist. */
  before: string | undefined;
}

export class ChangeHistory {
  private version = 0;
  private readonly changes = new Map<string, Change[]>();
  private readonly snapshots = new Map<string, number>();

  takeSnapshot(transactionId: string): number {
    this.snapshots.set(transactionId, this.version);
    return this.version;
  }

  dropSnapshot(transactionId: string): void {
    this.snapshots.delete(transactionId);
    this.prune();
  }

  /** Every commit begins here; changes recorded next belong to it. */
  nextVersion(): void {
    this.version++;
  }

  record(documentKey: string, before: string | undefined): void {
    if (this.snapshots.size === 0) return;
    const change = { version: this.version, before };
    const known = this.changes.get(documentKey);
    if (known) known.push(change);
    else this.changes.set(documentKey, [change]);
  }

  changedSince(documentKey: string, snapshot: number): boolean {
    const latest = this.changes.get(documentKey)?.at(-1);
    return latest !== undefined && latest.version > snapshot;
  }

  /** The document as the snapshot sees it; undefined when it has not changed since. */
  changeAfter(documentKey: string, snapshot: number): Change | undefined {
    return this.changes.get(documentKey)?.find(({ version }) => version > snapshot);
  }

  /** The documents whose keys begin so and that changed after the snapshot, as it sees them. */
  changesAfter(keyPrefix: string, snapshot: number): { key: string; before: string | undefined }[] {
    return [...this.changes].flatMap(([key, changes]) => {
      const change = key.startsWith(keyPrefix) && changes.find(({ version }) => version > snapshot);
      return change ? [{ key, before: change.before }] : [];
    });
  }

  private prune(): void {
    if (this.snapshots.size === 0) return this.changes.clear();
    const oldest = Math.min(...this.snapshots.values());
    for (const [key, changes] of this.changes) {
      if ((changes.at(-1)?.version ?? 0) <= oldest) this.changes.delete(key);
    }
  }
}
