import type { CollectionSchema } from '../../../local/cloudbase/database';

export const CRASH_ENV = 'crash';

/** Documents committed together; many, so that most of the writer's time is spent inside a commit. */
export const GROUP_SIZE = 60;

export const CRASH_SCHEMA: CollectionSchema[] = [
  { name: 'grouped', indexes: [{ name: 'n', keys: [{ field: 'n', direction: 1 }] }] },
  { name: 'counters', indexes: [] },
];
