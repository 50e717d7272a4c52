import type { Store } from '../../../cloudfunctions/kit/store/store';
import { Duplicate } from '../../../cloudfunctions/kit/store/store-error';
import { isComparison } from '../../../cloudfunctions/kit/store/query/condition';
import type { DocumentOf } from '../../../cloudfunctions/kit/store/schema';

/** Two runs of one sweep. */
export type Run = 'first' | 'second';
export type Step = () => Promise<void>;
export type Notes = Pick<Store['dueWork'], 'get' | 'updateIf' | 'insert'>;

/** All ways to put so many steps of the one between so many of the other. */
export const orders = (first: number, second: number): Run[][] =>
  first === 0 || second === 0
    ? [[...Array<Run>(first).fill('first'), ...Array<Run>(second).fill('second')]]
    : [
        ...orders(first - 1, second).map((rest): Run[] => ['first', ...rest]),
        ...orders(first, second - 1).map((rest): Run[] => ['second', ...rest]),
      ];

/**
 * Lets one run at a time do one step, in this order; what is left over afterwards goes on, the first before the second.
 * @param dies whether the first run has no step after those the order gives it
 */
export function conductor(order: readonly Run[], dies: boolean) {
  const runs = ['first', 'second'] as const;
  const waiting = new Map<Run, () => void>();
  const ended = new Set<Run>();
  let place = 0;
  let die = (): void => undefined;
  const died = new Promise<void>((resolve) => {
    die = resolve;
  });
  const isDead = (run: Run): boolean => dies && run === 'first' && !order.slice(place).includes('first');
  /** Only when both have come to a stop, so that a step is done before the next begins. */
  const conduct = (): void => {
    if (!runs.every((run) => ended.has(run) || waiting.has(run))) return;
    while (place < order.length && ended.has(order[place] ?? 'first')) place += 1;
    const next = order[place] ?? runs.find((run) => waiting.has(run));
    if (next === undefined) return;
    place += 1;
    const go = waiting.get(next);
    waiting.delete(next);
    go?.();
  };
  const end = (run: Run): void => {
    ended.add(run);
    conduct();
  };
  const step = async (run: Run): Promise<void> => {
    if (!isDead(run))
      return new Promise<void>((go) => {
        waiting.set(run, go);
        conduct();
      });
    end(run);
    die();
    return new Promise<never>(() => undefined);
  };
  return { step, end, died };
}

/** The notes in this process, as the database keeps them: thousands of orders are told in seconds. */
export function notesInMemory(): Notes {
  let kept: DocumentOf<'dueWork'> | null = null;
  const at = (path: string): unknown =>
    path
      .split('.')
      .reduce<unknown>(
        (value, key) => (typeof value === 'object' && value ? Reflect.get(value, key) : undefined),
        kept,
      );
  return {
    get: async () => structuredClone(kept),
    async updateIf(_, condition, patch) {
      const meets = ([path, value]: [string, unknown]): boolean => {
        if (isComparison(value)) throw new Error('only what is equal');
        return at(path) === value;
      };
      if (!kept || !Object.entries(condition).every(meets)) return false;
      kept = structuredClone({ ...kept, ...patch });
      return true;
    },
    async insert(document) {
      if (kept) throw new Duplicate('dueWork');
      kept = structuredClone(document);
    },
  };
}

/** Each call for the notes is a step. */
export const inSteps = (store: Store, notes: Notes, step: Step): Store => ({
  ...store,
  transact: (act) => store.transact(act),
  dueWork: {
    ...store.dueWork,
    get: async (id) => {
      await step();
      return notes.get(id);
    },
    updateIf: async (id, condition, patch) => {
      await step();
      return notes.updateIf(id, condition, patch);
    },
    insert: async (document) => {
      await step();
      return notes.insert(document);
    },
  },
});
