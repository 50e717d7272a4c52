import type { CollectionSchema } from '../../local/cloudbase/database';

export const CRASH_ENV = 'crash';

export const CRASH_SCHEMA: CollectionSchema[] = [
  { name: 'pairs', indexes: [{ name: 'n', keys: [{ field: 'n', direction: 1 }] }] },
  { name: 'counters', indexes: [] },
];
