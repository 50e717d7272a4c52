import { randomUUID } from 'node:crypto';
import * as z from 'zod';

/** Where a client without an account signs in and asks the database, as the client SDK does (@cloudbase/app 2.32.0). */
export interface ClientPlace {
  env: string;
  signInUrl: string;
  databaseUrl: string;
}

export const cloudClientPlace = (env: string, region = 'ap-shanghai'): ClientPlace => ({
  env,
  signInUrl: `https://${env}.api.tcloudbasegateway.com/auth/v1/signin/anonymously`,
  databaseUrl: `https://${env}.${region}.tcb-api.tencentcloudapi.com/web`,
});

export const localClientPlace = (env: string, url: string): ClientPlace => ({
  env,
  signInUrl: new URL('/gateway/auth/v1/signin/anonymously', url).href,
  databaseUrl: new URL('/web', url).href,
});

/** Only a refusal for want of permission proves anything: an empty answer is an answer, and another error says nothing. */
export interface ClientReads {
  refused: string[];
  /** Answered, also with nothing in it: whoever may ask may find something tomorrow. */
  read: string[];
  unknown: { collection: string; why: string }[];
}

const TIMEOUT_MS = 10_000;
const DENIED = /PERMISSION_DENIED|EXCEED_AUTHORITY/;
const signedIn = z.looseObject({ access_token: z.string().min(1) });
const answered = z.looseObject({
  code: z.union([z.string(), z.number()]).optional(),
  data: z.unknown().optional(),
});

/** Only this proves anything. */
export const isDenied = (code: string): boolean => DENIED.test(code);

export async function post(
  url: string,
  body: object,
  headers: Record<string, string> = {},
): Promise<unknown> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return response.json();
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** @returns null: clients without an account are not let in at all */
export async function signInAsClient({ signInUrl }: Pick<ClientPlace, 'signInUrl'>): Promise<string | null> {
  const signIn = await post(signInUrl, {}, { 'x-device-id': randomUUID() }).catch((): null => null);
  return signedIn.safeParse(signIn).data?.access_token ?? null;
}

/** @returns null with nobody signed in: clients without an account are not let in at all, which says nothing of those of WeChat */
export async function readAsClient(
  { env, signInUrl, databaseUrl }: ClientPlace,
  collections: readonly string[],
): Promise<ClientReads | null> {
  const access_token = await signInAsClient({ signInUrl });
  if (access_token === null) return null;
  const reads: ClientReads = { refused: [], read: [], unknown: [] };
  const ask = (collectionName: string): Promise<unknown> =>
    post(`${databaseUrl}?env=${encodeURIComponent(env)}`, {
      action: 'database.getDocument',
      env,
      access_token,
      collectionName,
      queryType: 'WHERE',
      query: '{}',
      limit: 1,
    });
  for (const collection of collections) {
    const answer = await ask(collection).catch(reasonOf);
    const { success, data } = answered.safeParse(answer);
    if (!success) reads.unknown.push({ collection, why: String(answer) });
    else if (data.code === undefined) reads.read.push(collection);
    else if (isDenied(String(data.code))) reads.refused.push(collection);
    else reads.unknown.push({ collection, why: String(data.code) });
  }
  return reads;
}
