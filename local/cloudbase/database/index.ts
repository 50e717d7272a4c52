/** The local document database: one isolated environment per name, opened when first asked for. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Environment } from './environment';
import { DatabaseError } from './errors';
import type { CollectionSchema } from './schema';

export { Environment } from './environment';
export { DatabaseError } from './errors';
export type { Document } from './values/document-text';
export type { QueryCost } from './query/find';
export type { CollectionSchema, IndexKey, IndexSchema } from './schema';

export interface DatabaseOptions {
  /** ':memory:' or the folder that holds one file per environment. */
  location: string;
  schema: CollectionSchema[];
  now: () => number;
  /** Real time after which an abandoned transaction ends; CloudBase's message names 30 seconds. */
  transactionLifetimeMs?: number;
}

export interface LocalDatabase {
  environment(name: string): Environment;
  /** Empties one environment; the collections of the schema stay. */
  reset(name: string): void;
  close(): void;
}

const DEFAULT_TRANSACTION_LIFETIME_MS = 30_000;
const ENVIRONMENT_NAME = /^[a-zA-Z0-9_-]{1,64}$/;

export function createDatabase(options: DatabaseOptions): LocalDatabase {
  const environments = new Map<string, Environment>();
  const inMemory = options.location === ':memory:';
  if (!inMemory) mkdirSync(options.location, { recursive: true });

  const environment = (name: string): Environment => {
    const known = environments.get(name);
    if (known) return known;
    if (!ENVIRONMENT_NAME.test(name)) throw new DatabaseError('INVALID_ENV', `invalid env: ${name}`);
    const opened = new Environment({
      path: inMemory ? ':memory:' : join(options.location, `${name}.sqlite`),
      schema: options.schema,
      now: options.now,
      transactionLifetimeMs: options.transactionLifetimeMs ?? DEFAULT_TRANSACTION_LIFETIME_MS,
    });
    environments.set(name, opened);
    return opened;
  };

  return {
    environment,
    reset: (name) => environment(name).reset(),
    close: () => {
      for (const opened of environments.values()) opened.close();
      environments.clear();
    },
  };
}
