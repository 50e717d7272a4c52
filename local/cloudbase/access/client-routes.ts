/** The database and the cloud storage as a client reaches them: signed in without an account, with the SDK's own requests (@cloudbase/app 2.32.0, `libs/request`). */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import * as z from 'zod';
import type { LocalDatabase } from '../database';
import { DatabaseError } from '../database/errors';
import { runAction } from '../gateway/actions';
import { parseRequest } from '../gateway/request';
import { isStorageAction, type CloudStorage } from '../storage';
import { bucketAllows, readableBy, type ClientAccess } from './client-access';

interface ClientRoutesOptions {
  database: LocalDatabase;
  storage: CloudStorage;
  access: ClientAccess;
  now: () => number;
}

const TOKEN_SECONDS = 7200;
const READ = 'database.getDocument';
const READ_FILES = 'storage.batchGetDownloadUrl';
const action = z.looseObject({ action: z.string() });
const credentials = z.looseObject({ access_token: z.string() });

/** `POST /gateway/auth/v1/signin/anonymously` and `POST /web?env=`; of the database's actions clients are answered reads alone. */
export function createClientRoutes(options: ClientRoutesOptions): Hono {
  const { access } = options;
  const people = new Map<string, string>();
  const routes = new Hono();
  routes.post('/gateway/auth/v1/signin/anonymously', (c) => {
    if (!access.anonymous)
      return c.json({ error: 'permission_denied', error_description: 'anonymous login is off' }, 403);
    if (c.req.header('x-device-id') === undefined)
      return c.json({ error: 'invalid_argument', error_description: 'x-device-id is missing' }, 400);
    const [token, sub] = [randomUUID(), randomUUID()];
    people.set(token, sub);
    return c.json({ token_type: 'Bearer', access_token: token, expires_in: TOKEN_SECONDS, sub });
  });
  routes.post('/web', async (c) => {
    const posted: unknown = await c.req.json();
    const { data: signedIn } = credentials.safeParse(posted);
    const person = signedIn && people.get(signedIn.access_token);
    if (person === undefined) return c.json({ code: 'INVALID_ACCESS_TOKEN', message: 'sign in first' });
    const read = () => readAs(person, options, c.req.query('env') ?? '', posted);
    return c.json({ ...(await read().catch(refusal)), requestId: randomUUID() });
  });
  return routes;
}

async function readAs(
  person: string,
  { database, storage, access, now }: ClientRoutesOptions,
  env: string,
  posted: unknown,
): Promise<object> {
  const { data: asked } = action.safeParse(posted);
  if (asked && isStorageAction(asked.action)) {
    const allows = bucketAllows(access, env);
    if (!(asked.action === READ_FILES ? allows.read : allows.write))
      throw new DatabaseError('STORAGE_EXCEED_AUTHORITY', 'Have no access right to the storage');
    return storage.answer(env, posted);
  }
  const request = parseRequest(posted);
  if (request.action !== READ) throw new DatabaseError('INVALID_ACTION', `invalid action: ${request.action}`);
  const readable = readableBy(access, env, request.collectionName ?? '');
  if (readable === 'nothing') throw new DatabaseError('DATABASE_PERMISSION_DENIED', 'Permission denied');
  const own = JSON.stringify({ $and: [JSON.parse(request.query || '{}'), { _openid: person }] });
  return runAction(database.environment(env), readable === 'own' ? { ...request, query: own } : request, now);
}

function refusal(error: unknown): { code: string; message: string } {
  if (error instanceof DatabaseError) return { code: error.code, message: error.message };
  throw error;
}
