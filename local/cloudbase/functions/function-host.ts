import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { callContext } from './call/call-context';
import { listFunctions, readFunctionConfig } from './function-config';
import type { FunctionConfig } from './function-config';
import { AnswerLost, PlatformRefusal } from './function-error';
import type { FunctionAnswer, FunctionFailure } from './function-error';
import type { FunctionFault } from './function-fault';
import type { LogLine } from './instance/function-runtime';
import type { Origin } from './call/identity';
import { createInstances } from './instance/instances';
import type { Instances } from './instance/instances';
import { runInvocation } from './call/invocation';
import type { Invocation } from './call/invocation';
import type { Latency } from '../latency';
import type { Loopback } from './network/loopback';
import { createVirtualTime, VIRTUAL_PATIENCE, type VirtualTime } from './instance/virtual-time';

/**
 * Runs built functions as CloudBase does: one instance per environment and function that serves concurrent calls, an environment
 * of its own, JSON in and out, 6 MB each way, a time limit in real time (in virtual time with virtual latency; in process, where
 * clocks stand still, only for what hangs), and CloudBase's error codes.
 */
export interface FunctionHostOptions {
  /** Where the built functions are: `<functionsDir>/<name>/{index.js,config.json}`. */
  functionsDir: string;
  appid: string;
  now: () => number;
  /** All environment variables of one function in one environment, the platform's own included. */
  variables: (env: string, functionName: string) => Record<string, string>;
  onLog?: (line: LogLine) => void;
  /** The fault to inject into this call, if any. */
  fault?: (functionName: string) => FunctionFault | undefined;
  latency?: Latency;
  /** Reaches the cloud itself without a socket. */
  loopback?: Loopback | undefined;
  /** Told about every call as it starts and ends; the database calls in between carry its request id. */
  watch?: InvocationWatch;
}

export interface InvocationWatch {
  started(invocation: Invocation): void;
  ended(invocation: Invocation, outcome: 'answered' | 'timed-out'): void;
}

export interface Call {
  functionName: string;
  event: unknown;
  env: string;
  origin: Origin;
  requestId?: string;
}

export interface FunctionHost {
  /** Rejects with AnswerLost when a fault cuts the connection; every other outcome is an answer. */
  invoke(call: Call): Promise<FunctionAnswer>;
  names(): string[];
  config(functionName: string): FunctionConfig;
  /** Forgets every running instance, as a deployment does. */
  restart(): void;
  /** As a restart does, so far as a function can tell, without loading anything again. */
  startOver(): void;
}

const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;

export function createFunctionHost(options: FunctionHostOptions): FunctionHost {
  const { functionsDir, now, variables, onLog = () => {} } = options;
  const instances = createInstances({ functionsDir, now, variables, onLog, loopback: options.loopback });
  return {
    invoke: (call) =>
      withFault(options.fault?.(call.functionName), call, (delivered) => run(options, instances, delivered)),
    names: () => listFunctions(functionsDir),
    config: (functionName) => readFunctionConfig(path.join(functionsDir, functionName)),
    restart: () => instances.dropAll(),
    startOver: () => instances.startOver(),
  };
}

async function withFault(
  fault: FunctionFault | undefined,
  call: Call,
  deliver: (call: Call) => Promise<FunctionAnswer>,
): Promise<FunctionAnswer> {
  switch (fault?.kind) {
    case undefined:
      return deliver(call);
    case 'drop-before':
      throw new AnswerLost(call.functionName);
    case 'drop-after':
      await deliver(call);
      throw new AnswerLost(call.functionName);
    case 'duplicate': {
      const again = { ...call, requestId: randomUUID() };
      return (await Promise.all([deliver(call), deliver(again)]))[0];
    }
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
      return deliver(call);
    case 'error': {
      const { requestId = randomUUID() } = call;
      return { error: { code: 'SYS_ERR', message: 'injected fault', requestId } };
    }
  }
}

async function run(options: FunctionHostOptions, instances: Instances, call: Call): Promise<FunctionAnswer> {
  const { functionName, env, origin, requestId = randomUUID() } = call;
  const invocation: Invocation = {
    requestId,
    functionName,
    databaseUse: { calls: 0, inSequence: 0 },
    startedAt: options.now(),
    ended: false,
    ...virtualTimeOf(options.latency, origin),
    ...(origin.kind === 'timer' && { trigger: 'timer' }),
  };
  options.watch?.started(invocation);
  let timedOut = false;
  try {
    const event = throughTheWire(call.event, 'request');
    const result = await runInvocation(invocation, () => {
      const { main, config } = instances.get(functionName, env);
      const limits = { memoryMb: config.memorySize, timeLimitMs: config.timeout * 1000 };
      const context = callContext({ requestId, functionName, env, appid: options.appid, origin, ...limits });
      const isPatient = invocation.time !== undefined || options.loopback !== undefined;
      const limit = { seconds: config.timeout, patience: isPatient ? VIRTUAL_PATIENCE : 1 };
      return within(limit, invocation.time, () => main(event, context));
    });
    return { result: throughTheWire(result, 'response') };
  } catch (error) {
    timedOut = error instanceof PlatformRefusal && error.code === 'FUNCTIONS_TIME_LIMIT_EXCEEDED';
    // SCF ends the instance that overran, and whatever it held in memory.
    if (timedOut) {
      instances.drop(functionName, env);
      invocation.ended = true;
      invocation.time?.end();
    }
    return { error: failure(error, requestId) };
  } finally {
    options.watch?.ended(invocation, timedOut ? 'timed-out' : 'answered');
  }
}

function throughTheWire(value: unknown, direction: 'request' | 'response'): unknown {
  const text = value === undefined ? 'null' : JSON.stringify(value);
  if (Buffer.byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw new PlatformRefusal('EXCEED_MAX_PAYLOAD_SIZE', `the ${direction} exceeds the upper limit (6MB)`);
  }
  return JSON.parse(text) as unknown;
}

/** Its draws belong to this call alone, so that concurrent ones do not change each other's. */
function virtualTimeOf(
  latency: Latency | undefined,
  { kind }: Origin,
): Pick<Invocation, 'time' | 'networkMs' | 'outgoing'> {
  if (!latency?.isVirtual()) return {};
  const time = createVirtualTime();
  const draw = latency.draws();
  const networkMs = kind === 'timer' ? 0 : draw('function');
  return { time, networkMs, outgoing: (kind) => time.begin(draw(kind)) };
}

async function within(
  { seconds, patience }: { seconds: number; patience: number },
  time: VirtualTime | undefined,
  work: () => unknown,
): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const refusal = (): PlatformRefusal =>
    new PlatformRefusal(
      'FUNCTIONS_TIME_LIMIT_EXCEEDED',
      `Invoking task timed out after ${String(seconds)} seconds`,
    );
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refusal()), seconds * 1000 * patience);
  });
  try {
    const limits = time ? [limit, time.limit(seconds * 1000, refusal)] : [limit];
    return await Promise.race([Promise.resolve().then(work), ...limits]);
  } finally {
    clearTimeout(timer);
  }
}

function failure(error: unknown, requestId: string): FunctionFailure {
  const code = error instanceof PlatformRefusal ? error.code : 'FUNCTIONS_EXECUTE_FAIL';
  const message = error instanceof PlatformRefusal ? error.message : messageOf(error);
  return { code, message, requestId };
}

/** Not `instanceof Error`: a function may throw an error of another realm, or anything at all. */
function messageOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const stack: unknown = Reflect.get(error, 'stack');
  return typeof stack === 'string' ? stack : JSON.stringify(error);
}
