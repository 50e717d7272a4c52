import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What the local cloud keeps beside its database: small texts, each replaced as a whole. One process at a time may have the
 * folder, since the databases in it are not made to be shared. In memory nothing is kept.
 */
export interface SavedState {
  read(name: string): string | undefined;
  write(name: string, text: string): void;
  /** Lets another process have the folder. */
  release(): void;
}

export class FolderInUse extends Error {
  override name = 'FolderInUse';
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is used by process ${pid}`);
  }
}

/** @throws FolderInUse */
export function createSavedState(location: string): SavedState {
  if (location === ':memory:') return { read: () => undefined, write: () => {}, release: () => {} };
  mkdirSync(location, { recursive: true });
  const lock = path.join(location, 'process-id');
  takeLock(location, lock);
  const fileOf = (name: string): string => path.join(location, `${name}.json`);
  return {
    read: (name) => readText(fileOf(name)),
    write: (name, text) => {
      writeFileSync(`${fileOf(name)}.new`, text);
      renameSync(`${fileOf(name)}.new`, fileOf(name));
    },
    release: () => rmSync(lock, { force: true }),
  };
}

function readText(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined; // the first start
  }
}

/** A process that was killed leaves its lock behind; one that no longer runs holds nothing. */
function takeLock(folder: string, lock: string): void {
  const holder = Number(readText(lock) ?? NaN);
  if (Number.isInteger(holder) && isRunning(holder)) throw new FolderInUse(folder, holder);
  writeFileSync(lock, String(process.pid));
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0); // asks, does not kill
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
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
