import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import * as z from 'zod';
import { AnswerLost } from './cloudbase/functions/function-error';
import { httpEvent, httpResponse } from './cloudbase/functions/network/http-access';
import { identitySchema, type Identity } from './cloudbase/functions/call/identity';
import { dropConnection, LOOPBACK, type LocalEnv } from './listen';
import type { LocalCloud } from './local-cloud';

/** `POST /functions/<name>` as the mini-program calls it, `ANY /http/<name>` as WeChat's notices reach it. */
export function createFunctionRoutes(cloud: LocalCloud): Hono<LocalEnv> {
  const routes = new Hono<LocalEnv>();
  routes.post('/functions/:name', (c) => orDrop(c, () => callFunction(cloud, c, c.req.param('name'))));
  routes.all('/http/:name/*', (c) => orDrop(c, () => accessByHttp(cloud, c, c.req.param('name'))));
  routes.all('/http/:name', (c) => orDrop(c, () => accessByHttp(cloud, c, c.req.param('name'))));
  return routes;
}

async function orDrop(c: Context<LocalEnv>, answer: () => Promise<Response>): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof AnswerLost) return dropConnection(c);
    throw error;
  }
}

async function callFunction(
  cloud: LocalCloud,
  c: Context<LocalEnv>,
  functionName: string,
): Promise<Response> {
  const caller = callerOf(c.req.header('x-local-identity'));
  if (caller === 'unreadable' || (typeof caller === 'string' && !cloud.personas.has(caller))) {
    return c.json({ error: { code: 'UNKNOWN_IDENTITY', message: 'x-local-identity names nobody' } }, 400);
  }
  const body = await c.req.text();
  const event = parseJson(body === '' ? '{}' : body);
  if (!event.ok) return c.json({ error: { code: 'INVALID_PARAM', message: 'the event is not JSON' } }, 400);

  const { database, ...answer } = await cloud.invoke(functionName, event.value, caller, {
    env: c.req.header('x-local-env'),
  });
  if (database) {
    c.header('x-local-database-calls', String(database.calls));
    c.header('x-local-database-sequence', String(database.inSequence));
  }
  return c.json(answer);
}

/** A persona's id, or the JSON of an identity; absent, nobody calls. */
function callerOf(header: string | undefined): string | Identity | undefined {
  if (header === undefined || header === '') return undefined;
  if (!header.startsWith('{')) return decodeURIComponent(header);
  const json = parseJson(header);
  const parsed = identitySchema.safeParse(json.ok ? json.value : undefined);
  return parsed.success ? parsed.data : 'unreadable';
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: z.json().parse(JSON.parse(text)) };
  } catch {
    return { ok: false };
  }
}

async function accessByHttp(
  cloud: LocalCloud,
  c: Context<LocalEnv>,
  functionName: string,
): Promise<Response> {
  const env = c.req.header('x-local-env') ?? cloud.env;
  const requestId = randomUUID();
  const path = c.req.path.slice('/http'.length);
  const context = { requestId, envId: env, sourceIp: LOOPBACK };
  const event = await httpEvent(c.req.raw, path, context);
  return httpResponse(await cloud.access(functionName, event, { env, requestId }));
}
