import type { InvocationWatch } from '../function-host';
import { readSequenceId, type DatabaseUse, type Invocation } from './invocation';

/** Which database calls belong to which function call, exactly, also among concurrent ones: by the `seqId` of the request. */
export interface DatabaseCalls extends InvocationWatch {
  /** Runs a gateway request and books it on its function call; refuses one whose function was ended by its time limit. */
  during<T>(seqId: string | undefined, request: () => Promise<T>, refuse: () => T): Promise<T>;
  /** A transaction of a function call is open; `abort` ends it with the call when that is ended by its time limit. */
  opened(seqId: string | undefined, abort: () => void): void;
  /** What a finished function call used; told once. */
  takeUse(requestId: string): DatabaseUse | undefined;
}

/** Ended calls are remembered for those who ask about them, but not for ever. */
const REMEMBERED = 1000;

export function createDatabaseCalls(): DatabaseCalls {
  const uses = new Map<string, DatabaseUse>();
  const killed = new Set<string>();
  const open = new Map<string, (() => void)[]>();
  return {
    started: ({ requestId, databaseUse }: Invocation) => {
      uses.set(requestId, databaseUse);
      forgetOldest(uses);
    },
    ended: ({ requestId }, outcome) => {
      const aborts = open.get(requestId) ?? [];
      open.delete(requestId);
      if (outcome !== 'timed-out') return;
      killed.add(requestId);
      forgetOldest(killed);
      aborts.forEach((abort) => abort());
    },
    during: async (seqId, request, refuse) => {
      const caller = readSequenceId(seqId ?? '');
      if (!caller) return request();
      if (killed.has(caller.requestId)) return refuse();
      try {
        return await request();
      } finally {
        const use = uses.get(caller.requestId);
        if (use) {
          use.calls += 1;
          use.inSequence = Math.max(use.inSequence, caller.answeredBefore + 1);
        }
      }
    },
    opened: (seqId, abort) => {
      const caller = readSequenceId(seqId ?? '');
      if (!caller) return;
      if (killed.has(caller.requestId)) abort();
      // Also of calls that ended without waiting for theirs: what they left open the platform ends by itself.
      else if (uses.has(caller.requestId))
        open.set(caller.requestId, [...(open.get(caller.requestId) ?? []), abort]);
    },
    takeUse: (requestId) => {
      const use = uses.get(requestId);
      uses.delete(requestId);
      return use && { ...use };
    },
  };
}

function forgetOldest(kept: Map<string, unknown> | Set<string>): void {
  if (kept.size <= REMEMBERED) return;
  for (const oldest of kept.keys()) {
    kept.delete(oldest);
    return;
  }
}
