/** What the platform's documents promise of a transaction, watched: single records, under 30 operations and 3 seconds (platform-facts). */
import { requestFailed } from '../database/errors';
import type { AdminRequest } from './request';

export const MOST_OPERATIONS = 30;
const MOST_MS = 3_000;

export interface TransactionWarning {
  /** Records, also where one call took several: the platform's documents know no other operations. */
  operations: number;
  ms: number;
  /** How many of them in which collection, the most first: enough to find whose it is. */
  where: string;
}

export interface TransactionWatchOptions {
  /** Found by the live probe: one `add` of several documents is taken. */
  batchInTransaction: boolean;
  /** A transaction went over the limits, and was served all the same: it worked here and may not there. */
  onWarning?: ((warning: TransactionWarning) => void) | undefined;
}

interface Open {
  operations: number;
  startedTick: number;
  collections: Map<string, number>;
}

const whereOf = ({ collections }: Open): string =>
  [...collections]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');

const ENDS = ['database.commitTransaction', 'database.abortTransaction'];

export function watchTransactions({ batchInTransaction, onWarning }: TransactionWatchOptions) {
  const open = new Map<string, Open>();
  return {
    /** @throws DatabaseError for several records at once */
    before({ action, transactionId, data, collectionName }: AdminRequest): void {
      if (transactionId === undefined) return;
      const own = open.get(transactionId);
      if (ENDS.includes(action)) {
        open.delete(transactionId);
        if (!own) return;
        const ms = performance.now() - own.startedTick;
        if (own.operations >= MOST_OPERATIONS || ms >= MOST_MS)
          onWarning?.({ operations: own.operations, ms: Math.round(ms), where: whereOf(own) });
        return;
      }
      const records = Array.isArray(data) ? Math.max(1, data.length) : 1;
      if (own) {
        const name = collectionName ?? '?';
        own.operations += records;
        own.collections.set(name, (own.collections.get(name) ?? 0) + records);
      }
      if (
        !batchInTransaction &&
        action === 'database.insertDocument' &&
        Array.isArray(data) &&
        data.length > 1
      )
        throw requestFailed('a transaction takes single records only');
    },
    began: (transactionId: string): void =>
      void open.set(transactionId, { operations: 0, startedTick: performance.now(), collections: new Map() }),
  };
}
export type TransactionWatch = ReturnType<typeof watchTransactions>;
