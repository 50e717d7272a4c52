import { mkdirSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import { bucketAllows, createClientAccess, type ClientAccess } from './cloudbase/access/client-access';
import { createClock, type Clock } from './cloudbase/clock';
import { createDatabase, type LocalDatabase } from './cloudbase/database';
import { createDatabaseCalls, type DatabaseCalls } from './cloudbase/functions/call/database-calls';
import {
  createFunctionHost,
  type FunctionHost,
  type InvocationWatch,
} from './cloudbase/functions/function-host';
import { platformVariables } from './cloudbase/functions/instance/platform-variables';
import type { Loopback } from './cloudbase/functions/network/loopback';
import { createGateway, createStatistics, type CallStatistics, type Gateway } from './cloudbase/gateway';
import { invokeFunction } from './cloudbase/gateway/invoke-function';
import { createLatency, type Latency } from './cloudbase/latency';
import { createCloudStorage, type CloudStorage } from './cloudbase/storage';
import { createTimers, timerEvent, type Timers } from './cloudbase/timers';
import { createLocalFaults, type LocalFaults } from './faults';
import type { LocalCloudOptions, Persona } from './local-cloud';
import { createDebounced, createSavedState, type Debounced, type SavedState } from './saved-state';
import { createWechat, type Wechat } from './wechat';

/** Everything inside the local cloud, connected to each other but not yet to the network. */
export interface Parts {
  env: string;
  clock: Clock;
  database: LocalDatabase;
  wechat: Wechat;
  faults: LocalFaults;
  stats: CallStatistics;
  storage: CloudStorage;
  /** What clients may read of the database themselves. */
  clientAccess: ClientAccess;
  databaseCalls: DatabaseCalls;
  latency: Latency;
  /** The data plane as functions see it: with its latency, booked on the function call it belongs to. */
  askDatabase: Gateway;
  host: FunctionHost;
  timers: Timers;
  saved: SavedState;
  saveSoon: Debounced;
  personas: Map<string, Persona>;
  /** Where the cloud listens. */
  url: string;
}

const savedClock = z.object({ offsetMs: z.number(), timersRanUntil: z.number() });

export function createParts(
  options: LocalCloudOptions,
  url: string,
  fetch: (request: Request) => Promise<Response>,
): Parts {
  const { location, env = 'local', personas = [], transactions } = options;
  const saved = createSavedState(location);
  const time = readClock(saved);
  const clock = openClock(options.clock, time?.offsetMs ?? 0);
  const now = (): number => clock.now();
  const faults = createLocalFaults();
  const databaseCalls = createDatabaseCalls();
  const latency = createLatency();
  const saveSoon = createDebounced(() => save(parts));
  const functionUrl = (name: string): string => `${url}/http/${name}`;
  const wechat = createWechat({
    functionUrl,
    ...options.wechat,
    now,
    faults: faults.wechat,
    onChange: saveSoon.ask,
  });
  restoreWechat(wechat, saved);
  const loopback: Loopback | undefined = options.inProcess
    ? { origin: url, askDatabase: (call) => parts.askDatabase(call), fetch }
    : undefined;
  const host = createHost(options, { clock, url, faults, databaseCalls, latency, loopback });
  const stats = createStatistics();
  const database = createDatabase({ location: databaseFolder(location), schema: options.schema, now });
  const clientAccess = createClientAccess(options.schema.map(({ name }) => name));
  const storage = createCloudStorage({
    folder: filesFolder(location),
    now,
    url,
    isPublic: (owner) => bucketAllows(clientAccess, owner).read,
  });
  const plane = { database, storage, stats, faults, databaseCalls, latency, host };
  const parts: Parts = {
    ...plane,
    clientAccess,
    env,
    clock,
    wechat,
    askDatabase: bookedGateway({ ...plane, now, transactions }),
    timers: createCloudTimers(host, clock, env, time?.timersRanUntil),
    saved,
    saveSoon,
    personas: new Map(personas.map((persona) => [persona.id, persona])),
    url,
  };
  return parts;
}

const ENDED = JSON.stringify({
  code: 'FUNCTIONS_TIME_LIMIT_EXCEEDED',
  message: 'the calling function was ended',
});

/** The data plane with what stands around a call of a function: latency, and whose call it is. */
function bookedGateway(
  parts: Pick<Parts, 'database' | 'storage' | 'stats' | 'faults' | 'databaseCalls' | 'latency' | 'host'> & {
    now: () => number;
    transactions: LocalCloudOptions['transactions'];
  },
): Gateway {
  const { database, storage, now, stats, faults, databaseCalls, latency, transactions, host } = parts;
  const answer = createGateway({
    database,
    storage,
    now,
    faults: faults.database,
    stats,
    ...(transactions && { transactions }),
    callFunction: (env, request) => invokeFunction(host, env, request),
    onTransaction: (seqId, abort) => databaseCalls.opened(seqId, abort),
  });
  return async (call) => {
    await latency.wait('database');
    return databaseCalls.during<Awaited<ReturnType<Gateway>>>(
      call.seqId,
      () => answer(call),
      () => ENDED,
    );
  };
}

const filesFolder = (location: string): string | null =>
  location === ':memory:' ? null : path.join(location, 'files');

function databaseFolder(location: string): string {
  if (location === ':memory:') return location;
  const folder = path.join(location, 'database');
  mkdirSync(folder, { recursive: true });
  return folder;
}

function createHost(
  options: LocalCloudOptions,
  parts: Pick<Parts, 'url' | 'faults' | 'databaseCalls' | 'clock' | 'latency'> & {
    loopback: Loopback | undefined;
  },
): FunctionHost {
  const { url, faults, databaseCalls, clock, latency, loopback } = parts;
  const appid = options.wechat.accounts.find(({ kind }) => kind === 'mini-program')?.appid ?? '';
  return createFunctionHost({
    functionsDir: options.functionsDir,
    appid,
    now: () => clock.now(),
    latency,
    loopback,
    variables: (env) => ({
      ...options.functionVariables?.({ env, url }),
      ...platformVariables(env, `${url}/admin`),
    }),
    onLog: options.onLog,
    fault: (functionName) => faults.functions.faultFor(functionName),
    watch: watchTogether(databaseCalls, timeWatch(clock, latency)),
  });
}

function watchTogether(...watches: InvocationWatch[]): InvocationWatch {
  return {
    started: (invocation) => watches.forEach((watch) => watch.started(invocation)),
    ended: (invocation, outcome) => watches.forEach((watch) => watch.ended(invocation, outcome)),
  };
}

/** What a call took in virtual time has passed for everybody when it is over. */
function timeWatch(clock: Clock, latency: Latency): InvocationWatch {
  return {
    started: () => undefined,
    ended: ({ functionName, startedAt, time, networkMs = 0 }, outcome) => {
      if (!time) return;
      latency.record(functionName, time.elapsedMs, outcome === 'timed-out');
      const endedAt = startedAt + time.elapsedMs + networkMs;
      if (endedAt > clock.now()) clock.set(endedAt);
    },
  };
}

function createCloudTimers(
  host: FunctionHost,
  clock: Clock,
  env: string,
  ranUntil: number | undefined,
): Timers {
  return createTimers({
    clock,
    ranUntil,
    triggers: () =>
      host
        .names()
        .flatMap((functionName) =>
          host
            .config(functionName)
            .triggers.map(({ name, config }) => ({ functionName, name, cron: config })),
        ),
    fire: (firing) =>
      host.invoke({
        functionName: firing.functionName,
        event: timerEvent(firing),
        env,
        origin: { kind: 'timer' },
      }),
  });
}

export function closeParts(parts: Parts): void {
  parts.saveSoon.flush();
  save(parts);
  parts.database.close();
  parts.saved.release();
}

/** What a restart must find again beside the database: sent messages and credits, and how far the clock was moved. */
function save({ wechat, clock, timers, saved }: Parts): void {
  saved.write('wechat', wechat.snapshot());
  const time: z.input<typeof savedClock> = { offsetMs: clock.offsetMs, timersRanUntil: timers.ranUntil };
  saved.write('clock', JSON.stringify(time));
}

function readClock(saved: SavedState): z.output<typeof savedClock> | undefined {
  const text = saved.read('clock');
  return text === undefined ? undefined : savedClock.parse(JSON.parse(text));
}

/** As far ahead as it was left; one that stands still stays where it was set. */
function openClock(given: Clock | undefined, offsetMs: number): Clock {
  const clock = given ?? createClock();
  if (!clock.frozen) clock.advance(offsetMs);
  return clock;
}

function restoreWechat(wechat: Wechat, saved: SavedState): void {
  const text = saved.read('wechat');
  if (text !== undefined) wechat.restore(text);
}
