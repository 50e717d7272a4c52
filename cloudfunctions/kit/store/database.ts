import cloudbase from '@cloudbase/node-sdk';
import * as z from 'zod';
import { classifyDatabaseError, Conflict, StoreUnavailable } from './store-error';

/** The SDK's database client; only kit/store sees it. */
export type SdkDatabase = ReturnType<ReturnType<typeof cloudbase.init>['database']>;
export type SdkCollection = ReturnType<SdkDatabase['collection']>;

export interface SdkTransaction {
  collection(name: string): SdkCollection;
  commit(): Promise<unknown>;
  rollback(reason: unknown): Promise<unknown>;
}

type SdkClient = ReturnType<typeof cloudbase.init>;
let clientOnce: SdkClient | undefined;
let opened: SdkDatabase | undefined;

/** The SDK for the current environment; one per function instance, sockets kept open between calls. */
export function openClient(): SdkClient {
  clientOnce ??= cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV, keepalive: true });
  return clientOnce;
}

/** Its database. */
export function openDatabase(): SdkDatabase {
  opened ??= openClient().database();
  return opened;
}

/** Counts the database calls of one invocation, for the log line and the budgets. */
export interface Meter {
  databaseCalls: number;
}

const answer = z.object({ code: z.string().optional(), message: z.string().optional() });

/**
 * One round trip: counted, and its failure sorted into Duplicate, Conflict or StoreUnavailable.
 * The SDK throws some failures and returns others as `{ code }`; both end here.
 */
export async function roundTrip<Result>(meter: Meter, send: () => Promise<Result>): Promise<Result> {
  meter.databaseCalls += 1;
  try {
    const result = await send();
    const { success, data } = answer.safeParse(result);
    if (success && data.code) throw Object.assign(new Error(data.message), { code: data.code });
    return result;
  } catch (error) {
    throw classifyDatabaseError(error);
  }
}

const READ_ATTEMPTS = 3;

/** Reads are harmless to repeat, so a lost answer is asked for again. Writes are repeated by whoever knows their id. */
export async function readRoundTrip<Result>(meter: Meter, send: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await roundTrip(meter, send);
    } catch (error) {
      const harmless = error instanceof StoreUnavailable || error instanceof Conflict;
      if (!harmless || attempt >= READ_ATTEMPTS) throw error;
      await pause(attempt);
    }
  }
}

/** Full jitter: two losers of the same race do not meet again. @param attempt from 1 */
export const pause = (attempt: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, Math.random() * Math.min(200, 5 * 2 ** attempt)));
