import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the local cloud keeps beside its database: small texts, each replaced as a whole. In memory nothing is kept.
 */
export interface SavedState {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
}

export function createSavedState(location: string): SavedState {
  if (location === ':memory:') return { read: () => undefined, write: () => {} };
  mkdirSync(location, { recursive: true });
  const fileOf = (name: string): string => path.join(location, `${name}.json`);
  return {
    read: (name) => {
      try {
        return readFileSync(fileOf(name), 'utf8');
      } catch {
        return undefined; // the first start
      }
    },
    write: (name, text) => {
      writeFileSync(`${fileOf(name)}.new`, text);
      renameSync(`${fileOf(name)}.new`, fileOf(name));
    },
  };
}

export interface Debounced {
  ask: () => void;
  flush: () => void;
}

/** Runs `work` soon, however often it is asked to, and at once on `flush`. */
export function createDebounced(work: () => void, delayMs = 100): Debounced {
  let timer: NodeJS.Timeout | undefined;
  const flush = (): void => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    work();
  };
  return {
    ask: () => {
      timer ??= setTimeout(flush, delayMs);
    },
    flush,
  };
}
