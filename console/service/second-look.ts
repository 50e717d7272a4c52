import { TuankaError } from '@contracts/errors';

/** Calls that wait for one second look: the first opens the code, the others wait with it. */
type Waiting = { resolve: () => void; reject: (reason: unknown) => void };

let waiting: Waiting[] = [];
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

export const secondLook = {
  isAsked: (): boolean => waiting.length > 0,
  watch: (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  ask: (): Promise<void> =>
    new Promise((resolve, reject) => {
      waiting = [...waiting, { resolve, reject }];
      tell();
    }),
  given: (): void => {
    const all = waiting;
    waiting = [];
    tell();
    all.forEach(({ resolve }) => resolve());
  },
  givenUp: (): void => {
    const all = waiting;
    waiting = [];
    tell();
    all.forEach(({ reject }) => reject(new TuankaError('console_second_look')));
  },
};
