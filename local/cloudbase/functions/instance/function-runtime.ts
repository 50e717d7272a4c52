import { format } from 'node:util';
import type { Invocation } from '../call/invocation';
import { currentInvocation, sequenceId } from '../call/invocation';
import type { Loopback } from '../network/loopback';
import { watchedFetch } from '../network/outgoing-calls';
import { LONGEST_SLEEP_MS, Sleeper, VIRTUAL_PATIENCE } from './virtual-time';

/**
 * The globals a function sees instead of ours. They are parameters of the wrapper its bundle is loaded with, so everything inside
 * the bundle, the SDK included, follows the movable clock and its own environment, and nothing outside is patched.
 */
export interface FunctionGlobals {
  Date: DateConstructor;
  process: NodeJS.Process;
  console: Console;
  performance: Performance;
  setTimeout: (
    run: (...args: unknown[]) => void,
    ms?: number,
    ...args: unknown[]
  ) => Sleeper | NodeJS.Timeout;
  clearTimeout: (timer: Sleeper | NodeJS.Timeout | undefined) => void;
  fetch: typeof fetch;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

export interface LogLine {
  at: number;
  env: string;
  functionName: string;
  /** Absent for lines written while the module loads. */
  requestId?: string;
  level: LogLevel;
  text: string;
}

export interface RuntimeOptions {
  functionName: string;
  env: string;
  now: () => number;
  variables: Record<string, string>;
  onLog: (line: LogLine) => void;
  loopback?: Loopback | undefined;
  /** Where its calls come from. */
  address: string;
}

export function functionGlobals(options: RuntimeOptions): FunctionGlobals {
  return {
    Date: movableDate(() => timeOfCall(options.now)),
    process: functionProcess(options.variables),
    console: taggedConsole(options),
    performance: movablePerformance(options.now),
    setTimeout: virtualSetTimeout(options.loopback ? VIRTUAL_PATIENCE : 1),
    clearTimeout: virtualClearTimeout,
    fetch: watchedFetch(options.loopback, options.address),
  };
}

/** With virtual latency a call's clock runs ahead of the cloud's by what the call has taken so far. */
function timeOfCall(now: () => number): number {
  const invocation = currentInvocation();
  if (!invocation?.time) return now();
  return Math.max(now(), invocation.startedAt + invocation.time.elapsedMs);
}

/**
 * What a function takes it measures by the movable clock as well: while that stands still no time passes, so that a machine which
 * has much to do ends nobody's budget. With virtual latency calls take what their answers took.
 */
function movablePerformance(now: () => number): Performance {
  const openedAt = now();
  const elapsed = (): number => currentInvocation()?.time?.elapsedMs ?? now() - openedAt;
  return new Proxy(performance, {
    get: (target, key): unknown => {
      if (key === 'now') return elapsed;
      const value: unknown = Reflect.get(target, key);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

/**
 * While a call runs the host waits for it; a timer that outlives its call, as the SDK's warnings do, is waited for by
 * nobody. In process a long one watches over what hangs: a busy machine is no reason to wake it. */
const virtualSetTimeout =
  (patience: number): FunctionGlobals['setTimeout'] =>
  (run, ms = 0, ...args) => {
    const time = currentInvocation()?.time;
    if (time) return time.sleep(() => run(...args), ms);
    return setTimeout(run, ms > LONGEST_SLEEP_MS ? ms * patience : ms, ...args).unref();
  };

const virtualClearTimeout: FunctionGlobals['clearTimeout'] = (timer) =>
  timer instanceof Sleeper ? timer.cancel() : clearTimeout(timer);

/** A proxy, not a subclass: dates made inside and outside are instances of both, and subclasses of it still work. */
function movableDate(now: () => number): DateConstructor {
  return new Proxy(Date, {
    construct: (target, args: unknown[], newTarget) => {
      const made: unknown = Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget);
      if (!(made instanceof Date)) throw new TypeError('Date made something else');
      return made;
    },
    apply: () => new Date(now()).toString(),
    get: (target, key): unknown => (key === 'now' ? now : Reflect.get(target, key)),
  });
}

/** What a call adds to the variables of its instance, as CloudBase does; see functionProcess. */
const CALL_VARIABLES: Readonly<Record<string, (invocation: Invocation) => string | undefined>> = {
  TCB_SEQID: sequenceId,
  TRIGGER_SRC: ({ trigger }) => trigger,
};

/**
 * `process` with the function's own environment: the laptop's is invisible, as in the cloud. TCB_SEQID and TRIGGER_SRC belong to
 * the current call: the SDK puts the first into the URL of every request, which is how database calls are counted per call.
 * The SDK reads some hundred variables per request, so only those two ask whose call this is.
 * `exit` would end the whole local cloud; in the cloud it ends the call.
 */
function functionProcess(variables: Record<string, string>): NodeJS.Process {
  const env: Record<string, string | undefined> = { ...variables, TCB_CONTEXT_KEYS: 'TCB_ENV,TCB_SEQID' };
  for (const [name, valueIn] of Object.entries(CALL_VARIABLES)) {
    const get = (): string | undefined => {
      const invocation = currentInvocation();
      return invocation && valueIn(invocation);
    };
    Object.defineProperty(env, name, { get });
  }
  const exit = (code?: number | string | null): never => {
    throw new Error(`the function called process.exit(${String(code ?? '')})`);
  };
  return new Proxy(process, {
    get: (target, key): unknown => {
      if (key === 'env') return env;
      return key === 'exit' ? exit : Reflect.get(target, key);
    },
  });
}

const LEVELS = new Map<string | symbol, LogLevel>([
  ['log', 'info'],
  ['info', 'info'],
  ['debug', 'debug'],
  ['trace', 'debug'],
  ['warn', 'warn'],
  ['error', 'error'],
]);

function taggedConsole({ functionName, env, now, onLog }: RuntimeOptions): Console {
  const write =
    (level: LogLevel) =>
    (...values: unknown[]): void => {
      const requestId = currentInvocation()?.requestId;
      onLog({ at: now(), env, functionName, requestId, level, text: format(...values) });
    };
  return new Proxy(console, {
    get: (target, key): unknown => {
      const level = LEVELS.get(key);
      return level ? write(level) : Reflect.get(target, key);
    },
  });
}
