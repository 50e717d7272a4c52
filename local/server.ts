import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { createAppFiles } from './pages/app-files';
import { createClientRoutes } from './cloudbase/access/client-routes';
import { createManagementRoutes } from './cloudbase/access/management-routes';
import type { Call } from './cloudbase/functions/function-host';
import type { Origin } from './cloudbase/functions/call/identity';
import { serveAdmin } from './cloudbase/gateway/serve-admin';
import { createConsoleFiles } from './pages/console-files';
import { createControl } from './control';
import { createFunctionRoutes } from './function-routes';
import { isLocalMessage, isLocalRequest, listen, LOOPBACK, type Listening, type LocalEnv } from './listen';
import { timerEvent } from './cloudbase/timers';
import type { CloudAnswer, LocalCloud, LocalCloudOptions } from './local-cloud';
import { closeParts, createParts, type Parts } from './parts';

export type { LocalCloud, LocalCloudOptions, Persona } from './local-cloud';

/**
 * The local cloud put together: database, gateway, functions, timers and WeChat on one port, with the fixed interface of
 * local/README.md. A test starts one in memory in milliseconds; `npm start` runs one on a folder.
 */
export async function createLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const app = new Hono<LocalEnv>();
  // Before anything is opened: when the port is taken, whoever holds it may hold the folder too.
  const listening = await listen(app, options.port ?? 0);
  if (options.inProcess) listening.unref();
  try {
    return await assemble(app, listening, options);
  } catch (error) {
    await listening.close();
    throw error;
  }
}

async function assemble(
  app: Hono<LocalEnv>,
  listening: Listening,
  options: LocalCloudOptions,
): Promise<LocalCloud> {
  const url = `http://${LOOPBACK}:${listening.port}`;
  const parts = createParts(options, url, async (request) => app.fetch(request));
  const cloud = createCloud(parts, app, listening, options);
  // The data plane: under the router, for it is asked ten times as often as anything else.
  listening.direct('/admin', serveAdmin({ gateway: parts.askDatabase, isLocal: isLocalMessage }));
  mount(app, cloud, parts, options);
  try {
    if (parts.saved.read('seeded') === undefined) await cloud.reset();
  } catch (error) {
    await cloud.close();
    throw error;
  }
  return cloud;
}

function createCloud(
  parts: Parts,
  app: Hono<LocalEnv>,
  listening: Listening,
  options: LocalCloudOptions,
): LocalCloud {
  const stopTimers = runTimersEvery(parts, options.timersEveryMs);
  const cloud: LocalCloud = {
    ...parts,
    port: listening.port,
    fetch: async (path, init) => app.fetch(new Request(`${parts.url}${path}`, init)),
    functionNames: () => parts.host.names(),
    timersOf: (functionName) => triggersOf(parts, functionName).map(({ config }) => config),
    invoke: (functionName, event, caller, { env = parts.env } = {}) =>
      invoke(parts, { functionName, event, env, origin: originOf(parts, caller) }),
    trigger: (functionName) => trigger(parts, functionName),
    triggerTimers: async () => {
      for (const name of parts.host.names()) {
        if (parts.host.config(name).triggers.length > 0) await trigger(parts, name);
      }
    },
    access: (functionName, event, { env, requestId }) =>
      parts.host.invoke({ functionName, event, env, requestId, origin: { kind: 'http' } }),
    runTimers: (how) => runTimers(parts, how),
    moveClock: (instant) => {
      parts.clock.set(instant);
      parts.saveSoon.ask();
    },
    reset: async (env = parts.env) => {
      resetParts(parts, env, options);
      await options.seed?.(cloud, env);
      if (env === parts.env) parts.saved.write('seeded', JSON.stringify({ at: Date.now() }));
      parts.saveSoon.ask();
    },
    close: async () => {
      await stopTimers();
      await listening.close();
      closeParts(parts);
    },
  };
  return cloud;
}

const triggersOf = ({ host }: Parts, functionName: string) =>
  host.names().includes(functionName) ? host.config(functionName).triggers : [];

function mount(app: Hono<LocalEnv>, cloud: LocalCloud, parts: Parts, options: LocalCloudOptions): void {
  app.use(async (c, next) => {
    if (!isLocalRequest(c.req.raw)) return c.json({ error: 'only this computer may ask' }, 403);
    return next();
  });
  for (const path of ['/wechat/*', '/wechatpay/*'])
    app.use(path, async (_c, next) => {
      await parts.latency.wait('wechat');
      await next();
    });
  app.route('/', createFunctionRoutes(cloud));
  app.route('/storage', parts.storage.routes);
  const { database, storage, clientAccess: access } = parts;
  app.route('/', createClientRoutes({ database, storage, access, now: () => parts.clock.now() }));
  app.route('/tcb', createManagementRoutes({ database, access, schema: options.schema }));
  app.route('/wechat', parts.wechat.routes);
  app.route('/wechatpay', parts.wechat.pay.routes);
  app.route('/local/wechat/pay', parts.wechat.pay.local);
  app.route('/local/wechat/trade', parts.wechat.trade.local);
  app.route('/local/wechat', parts.wechat.local);
  app.route('/local', createControl(cloud));
  if (options.appDir !== undefined) app.route('/', createAppFiles(options.appDir));
  if (options.consoleDir !== undefined) app.route('/', createConsoleFiles(options.consoleDir));
  if (options.pages) app.route('/', options.pages(cloud));
  app.onError((error, c) => {
    console.error(error);
    return c.json({ error: error.message }, 500);
  });
}

const trigger = (parts: Parts, functionName: string) =>
  parts.host.invoke({
    functionName,
    event: timerEvent({ functionName, trigger: 'manual', at: parts.clock.now() }),
    env: parts.env,
    requestId: randomUUID(),
    origin: { kind: 'timer' },
  });

async function invoke(parts: Parts, call: Call): Promise<CloudAnswer> {
  const requestId = randomUUID();
  await parts.latency.wait('function');
  if (call.origin.kind === 'client') parts.wechat.visited(call.origin.identity.openid);
  const answer = await parts.host.invoke({ ...call, requestId });
  return { ...answer, database: parts.databaseCalls.takeUse(requestId) };
}

function originOf({ personas }: Parts, caller: Parameters<LocalCloud['invoke']>[2]): Origin {
  if (caller === undefined) return { kind: 'server' };
  if (typeof caller !== 'string') return { kind: 'client', identity: caller };
  const persona = personas.get(caller);
  if (!persona) throw new Error(`no persona is called ${caller}`);
  const { openid, unionid, appid } = persona;
  return { kind: 'client', identity: { openid, unionid, appid } };
}

function resetParts(parts: Parts, env: string, { inProcess = false }: LocalCloudOptions): void {
  parts.database.reset(env);
  if (env !== parts.env) return;
  parts.clock.reset();
  parts.timers.reset();
  parts.wechat.reset();
  parts.storage.clear();
  parts.clientAccess.clear();
  parts.faults.clear();
  parts.faults.database.startTrace();
  parts.latency.set(null);
  parts.stats.reset();
  // Instances remember access tokens and settings of before.
  if (inProcess) parts.host.startOver();
  else parts.host.restart();
}

async function runTimers(
  parts: Parts,
  how?: { every?: boolean },
): Promise<Awaited<ReturnType<LocalCloud['runTimers']>>> {
  // Notices reach the merchant before a timer asks WeChat whether they were lost.
  await parts.wechat.pay.deliverDue();
  await parts.wechat.trade.passTime();
  const fired = await parts.timers.run(how);
  await parts.wechat.pay.deliverDue();
  await parts.wechat.trade.passTime();
  if (fired.length > 0) parts.saveSoon.ask();
  return fired;
}

/** Looks at the timers again and again; what is returned stops it and waits for a run under way. */
function runTimersEvery(parts: Parts, everyMs: number | undefined): () => Promise<void> {
  if (everyMs === undefined) return async () => {};
  let running: Promise<unknown> = Promise.resolve();
  const interval = setInterval(() => {
    running = runTimers(parts).catch((error: unknown) => console.error('timers:', error));
  }, everyMs);
  return async () => {
    clearInterval(interval);
    await running;
  };
}
