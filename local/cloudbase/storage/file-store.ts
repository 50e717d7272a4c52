import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The bytes behind the cloud storage: in memory, or one file each in a folder. */
export interface FileStore {
  read(cloudPath: string): Buffer | null;
  write(cloudPath: string, content: Buffer): void;
  /** @returns whether there was one */
  remove(cloudPath: string): boolean;
  clear(): void;
}

/** @param folder null: kept in memory */
export function createFileStore(folder: string | null): FileStore {
  if (folder === null) {
    const files = new Map<string, Buffer>();
    return {
      read: (cloudPath) => files.get(cloudPath) ?? null,
      write: (cloudPath, content) => void files.set(cloudPath, content),
      remove: (cloudPath) => files.delete(cloudPath),
      clear: () => files.clear(),
    };
  }
  // One name, no folders: a path can lead nowhere else.
  const fileOf = (cloudPath: string): string => path.join(folder, encodeURIComponent(cloudPath));
  return {
    read: (cloudPath) => (existsSync(fileOf(cloudPath)) ? readFileSync(fileOf(cloudPath)) : null),
    write(cloudPath, content) {
      mkdirSync(folder, { recursive: true });
      writeFileSync(fileOf(cloudPath), content);
    },
    remove(cloudPath) {
      const wasThere = existsSync(fileOf(cloudPath));
      rmSync(fileOf(cloudPath), { force: true });
      return wasThere;
    },
    clear: () => rmSync(folder, { recursive: true, force: true }),
  };
}
