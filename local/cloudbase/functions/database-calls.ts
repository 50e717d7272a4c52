import type { Invocation } from './invocation';
import type { InvocationWatch } from './function-host';

/**
 * Which database calls belong to which function call. The SDK puts the call's request id (TCB_SEQID) into the `seqId` of every
 * request, so concurrent calls are told apart exactly.
 */
export interface DatabaseUse {
  calls: number;
  /** The longest run of calls that had to wait for one another: what the caller's latency is made of. */
  inSequence: number;
}

export interface DatabaseCalls extends InvocationWatch {
  /** Runs a gateway request and books it on its function call; refuses one whose function was ended by its time limit. */
  during<T>(seqId: string | undefined, request: () => Promise<T>, refuse: () => T): Promise<T>;
  /** What a finished function call used; told once. */
  takeUse(requestId: string): DatabaseUse | undefined;
}

interface Interval {
  start: number;
  end: number;
}

/** Ended calls are remembered for those who ask about them, but not for ever. */
const REMEMBERED = 1000;

export function createDatabaseCalls(): DatabaseCalls {
  const intervals = new Map<string, Interval[]>();
  const killed = new Set<string>();
  return {
    started: ({ requestId }: Invocation) => {
      intervals.set(requestId, []);
      forgetOldest(intervals);
    },
    ended: ({ requestId }, outcome) => {
      if (outcome === 'timed-out') killed.add(requestId);
      forgetOldest(killed);
    },
    during: async (seqId, request, refuse) => {
      const requestId = seqId?.slice(0, Math.max(0, seqId.lastIndexOf('-'))) ?? '';
      if (killed.has(requestId)) return refuse();
      const start = performance.now();
      try {
        return await request();
      } finally {
        intervals.get(requestId)?.push({ start, end: performance.now() });
      }
    },
    takeUse: (requestId) => {
      const own = intervals.get(requestId);
      intervals.delete(requestId);
      return own && { calls: own.length, inSequence: longestSequence(own) };
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

/** The most intervals that can follow one another: take whichever ends first, again and again. */
export function longestSequence(intervals: Interval[]): number {
  const byEnd = [...intervals].sort((a, b) => a.end - b.end);
  let count = 0;
  let lastEnd = -Infinity;
  for (const { start, end } of byEnd) {
    if (start < lastEnd) continue;
    count += 1;
    lastEnd = end;
  }
  return count;
}
