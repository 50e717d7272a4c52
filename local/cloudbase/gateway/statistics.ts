/** How often each action was called, so that a budget of database calls can be counted instead of guessed. */
import type { CallDescription } from './faults';

export interface CallCounts {
  total: number;
  byAction: Record<string, number>;
  /** "members database.getDocument" → calls. */
  byCollection: Record<string, number>;
}

export interface CallStatistics {
  record(call: CallDescription): void;
  /** Of one environment, or of all of them. */
  counts(env?: string): CallCounts;
  reset(env?: string): void;
}

export function createStatistics(): CallStatistics {
  const byEnvironment = new Map<string, CallCounts>();

  return {
    record({ env, action, collection }) {
      const counts = byEnvironment.get(env) ?? emptyCounts();
      byEnvironment.set(env, counts);
      counts.total++;
      increase(counts.byAction, action, 1);
      if (collection !== undefined) increase(counts.byCollection, `${collection} ${action}`, 1);
    },
    counts(env) {
      const chosen =
        env === undefined ? [...byEnvironment.values()] : [byEnvironment.get(env) ?? emptyCounts()];
      return chosen.reduce(sum, emptyCounts());
    },
    reset(env) {
      if (env === undefined) byEnvironment.clear();
      else byEnvironment.delete(env);
    },
  };
}

const emptyCounts = (): CallCounts => ({ total: 0, byAction: {}, byCollection: {} });

function increase(counts: Record<string, number>, key: string, by: number): void {
  counts[key] = (counts[key] ?? 0) + by;
}

function sum(into: CallCounts, from: CallCounts): CallCounts {
  into.total += from.total;
  for (const [action, calls] of Object.entries(from.byAction)) increase(into.byAction, action, calls);
  for (const [key, calls] of Object.entries(from.byCollection)) increase(into.byCollection, key, calls);
  return into;
}
