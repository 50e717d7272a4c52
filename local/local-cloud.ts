import type { Hono } from 'hono';
import type { ClientAccess } from './cloudbase/access/client-access';
import type { Clock } from './cloudbase/clock';
import type { CollectionSchema, LocalDatabase } from './cloudbase/database';
import type { Cron } from './cloudbase/functions/cron';
import type { DatabaseUse } from './cloudbase/functions/call/invocation';
import type { FunctionAnswer } from './cloudbase/functions/function-error';
import type { LogLine } from './cloudbase/functions/instance/function-runtime';
import type { HttpEvent } from './cloudbase/functions/network/http-access';
import type { Identity } from './cloudbase/functions/call/identity';
import type { CallStatistics } from './cloudbase/gateway';
import type { TransactionWatchOptions } from './cloudbase/gateway/transaction-watch';
import type { Latency } from './cloudbase/latency';
import type { CloudStorage } from './cloudbase/storage';
import type { FiredTimer } from './cloudbase/timers';
import type { LocalFaults } from './faults';
import type { Wechat, WechatOptions } from './wechat';

/** What the local cloud is made from and what it can do; server.ts puts it together. */
export interface LocalCloudOptions {
  /** 0 takes a free one. */
  port?: number;
  /** ':memory:' or the folder everything is kept in. */
  location: string;
  /** The CloudBase environment's name; one name is one isolated database. */
  env?: string;
  clock?: Clock;
  schema: CollectionSchema[];
  functionsDir: string;
  /** The variables one configures in the console; the platform adds its own. */
  functionVariables?: (place: { env: string; url: string }) => Record<string, string>;
  wechat: Omit<WechatOptions, 'now' | 'faults' | 'onChange'>;
  /** People whose id may stand in `x-local-identity`. */
  personas?: Persona[];
  /** The H5 build, served under /app/. */
  appDir?: string;
  /** The built web console, served under /console/. */
  consoleDir?: string;
  /** More pages, such as the simulator. */
  pages?: (cloud: LocalCloud) => Hono;
  seed?: (cloud: LocalCloud, env: string) => Promise<void>;
  onLog?: (line: LogLine) => void;
  /**
   * For tests that reset it again and again: functions reach the cloud without sockets (loopback.ts), and a reset empties their
   * instances instead of loading them anew (instance-memory.ts).
   */
  inProcess?: boolean;
  /**
   * How far a transaction may go: by default as the platform's documents have it, single records only. What goes over 30 operations
   * is told, not refused.
   */
  transactions?: TransactionWatchOptions;
  /** Real time between two looks at the timers; without it they run only when asked. */
  timersEveryMs?: number;
}

/** Someone of the demo; what else the object holds is for the simulator. */
export interface Persona extends Identity {
  id: string;
}

export type CloudAnswer = FunctionAnswer & { database?: DatabaseUse };

export interface LocalCloud {
  readonly url: string;
  readonly port: number;
  readonly env: string;
  readonly clock: Clock;
  readonly database: LocalDatabase;
  readonly wechat: Wechat;
  readonly faults: LocalFaults;
  readonly stats: CallStatistics;
  readonly latency: Latency;
  readonly storage: CloudStorage;
  readonly clientAccess: ClientAccess;
  readonly personas: ReadonlyMap<string, Persona>;
  /** A request to a path of the cloud, answered without a socket. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  functionNames(): string[];
  /** The timers of a function's config; none when there is no such function. */
  timersOf(functionName: string): Cron[];
  /** As the mini-program calls; a persona's id, an identity, or nobody. Rejects with AnswerLost when a fault cuts the answer. */
  invoke(
    functionName: string,
    event: unknown,
    caller?: string | Identity,
    options?: { env?: string },
  ): Promise<CloudAnswer>;
  /** As the platform's timer calls, whether or not it is due: a test starts several at once. */
  trigger(functionName: string): Promise<FunctionAnswer>;
  /** Every function with a timer, one after another, whether or not it is due. */
  triggerTimers(): Promise<void>;
  /** As HTTP access calls. */
  access(
    functionName: string,
    event: HttpEvent,
    call: { env: string; requestId: string },
  ): Promise<FunctionAnswer>;
  runTimers(options?: { every?: boolean }): Promise<FiredTimer[]>;
  moveClock(instant: number): void;
  /** Empties and seeds one environment; the default one also forgets messages, faults, counts and the moved clock. */
  reset(env?: string): Promise<void>;
  close(): Promise<void>;
}
