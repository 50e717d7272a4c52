import * as z from 'zod';
import { openDatabase, readRoundTrip, roundTrip } from '../../cloudfunctions/kit/store/database';
import type { StoredDocument } from './archive';

/** A collection without its schema: a backup holds what is there, also what no longer fits. */
export interface RawCollection {
  /** Documents in the order of their ids, after this one. */
  page: (after: string | null, limit: number) => Promise<StoredDocument[]>;
  find: (ids: readonly string[]) => Promise<StoredDocument[]>;
  count: () => Promise<number>;
  add: (documents: readonly StoredDocument[]) => Promise<void>;
}

const found = z.object({ data: z.array(z.looseObject({ _id: z.string() })) });
const counted = z.object({ total: z.number() });

export function openRaw(name: string): RawCollection {
  const database = openDatabase();
  const collection = database.collection(name);
  const meter = { databaseCalls: 0 };
  const read = async (send: () => Promise<unknown>): Promise<StoredDocument[]> =>
    found.parse(await readRoundTrip(meter, send)).data;
  return {
    page: (after, limit) =>
      read(() =>
        collection
          .where(after === null ? {} : { _id: database.command.gt(after) })
          .orderBy('_id', 'asc')
          .limit(limit)
          .get(),
      ),
    find: (ids) =>
      read(() =>
        collection
          .where({ _id: database.command.in([...ids]) })
          .limit(ids.length)
          .get(),
      ),
    count: async () => counted.parse(await readRoundTrip(meter, () => collection.count())).total,
    async add(documents) {
      if (documents.length > 0) await roundTrip(meter, () => collection.add([...documents]));
    },
  };
}
