import * as z from 'zod';
import { openDatabase, type SdkDatabase, type SdkTransaction } from '../../cloudfunctions/kit/store/database';

/** The SDK as a function has it, with answers that are read instead of believed. */
export interface ProbeTransaction {
  add: (data: object) => Promise<void>;
  update: (id: string, data: object) => Promise<void>;
  updateWhere: (filter: object, data: object) => Promise<void>;
  commit: () => Promise<void>;
  rollback: () => Promise<void>;
}

const code = z.object({ code: z.string(), message: z.string().optional() });

/** Some failures are thrown and some are returned as `{ code }`: here they are all thrown, as `code: message`. */
async function answerOf(send: () => Promise<unknown>): Promise<unknown> {
  const answer = await send().catch((error: unknown) => {
    const { success, data } = code.safeParse(error);
    throw new Error(success ? `${data.code}: ${data.message ?? ''}` : String(error));
  });
  const { success, data } = code.safeParse(answer);
  if (success && data.code !== '') throw new Error(`${data.code}: ${data.message ?? ''}`);
  return answer;
}

const documents = z.object({ data: z.array(z.looseObject({ _id: z.string() })) });
const updated = z.object({ updated: z.number() });

/** The SDK types this method as `any`; what it gives is looked at before it is used. */
interface TransactionSource {
  startTransaction(): Promise<unknown>;
}
const isTransaction = (value: unknown): value is SdkTransaction =>
  typeof value === 'object' && value !== null && 'collection' in value && 'commit' in value;

async function beginTransaction(database: SdkDatabase): Promise<SdkTransaction> {
  const source: TransactionSource = database;
  const started = await answerOf(() => source.startTransaction());
  if (!isTransaction(started)) throw new Error('the SDK returned no transaction');
  return started;
}

export function openProbe(name: string) {
  const database = openDatabase();
  const collection = database.collection(name);
  return {
    command: database.command,
    create: () => answerOf(async (): Promise<unknown> => database.createCollection(name)),
    add: (data: object) => answerOf(() => collection.add(data)),
    get: async (filter: object = {}, sort: readonly [string, 'asc' | 'desc'][] = [], limit?: number) => {
      let query = collection.where(filter);
      for (const [field, direction] of sort) query = query.orderBy(field, direction);
      if (limit !== undefined) query = query.limit(limit);
      return documents.parse(await answerOf(() => query.get())).data;
    },
    set: async (id: string, data: object) =>
      updated.parse(await answerOf(() => collection.doc(id).set(data))).updated,
    update: async (id: string, data: object) =>
      updated.parse(await answerOf(() => collection.doc(id).update(data))).updated,
    updateIf: async (filter: object, data: object) =>
      updated.parse(await answerOf(() => collection.where(filter).update(data))).updated,
    empty: () => answerOf(() => collection.where({ _id: database.command.exists(true) }).remove()),
    begin: async (): Promise<ProbeTransaction> => {
      const transaction = await beginTransaction(database);
      const own = transaction.collection(name);
      const done = async (send: () => Promise<unknown>): Promise<void> => {
        await answerOf(send);
      };
      return {
        add: (data) => done(() => own.add(data)),
        update: (id, data) => done(() => own.doc(id).update(data)),
        updateWhere: (filter, data) => done(() => own.where(filter).update(data)),
        commit: () => done(() => transaction.commit()),
        rollback: () => done(() => transaction.rollback('probe')),
      };
    },
  };
}

/** What went wrong, or null. */
export const failureOf = async (act: () => Promise<unknown>): Promise<string | null> => {
  try {
    await act();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};
