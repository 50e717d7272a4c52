import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import type { OutgoingKind } from './functions/instance/virtual-time';
import { seededRandom } from './seeded-random';

/**
 * The network the local cloud does not have. In virtual time nobody waits: every function call is told how long it would have
 * taken, its own clock shows it and its time limit is judged by it. With `wait` everybody really waits, as on a phone.
 */
export const latencySettings = z.strictObject({
  databaseMs: z.number().min(0).max(10_000).default(0),
  wechatMs: z.number().min(0).max(10_000).default(0),
  /** From the phone to the function and back. */
  functionMs: z.number().min(0).max(10_000).default(0),
  /** Of the latency, up and down: 0.5 draws from 20 to 60 ms around 40. */
  jitter: z.number().min(0).max(1).default(0.5),
  seed: z.number().int().default(1),
  wait: z.boolean().default(false),
});
export type LatencySettings = z.output<typeof latencySettings>;

export type LatencyKind = OutgoingKind | 'function';

/** How the calls of one function went since the latency was set. */
export interface FunctionTimes {
  calls: number;
  longestMs: number;
  timedOut: number;
}

export interface Latency {
  readonly settings: LatencySettings | null;
  readonly functions: Readonly<Record<string, FunctionTimes>>;
  /** Throws a ZodError when these are not settings; null: as fast as the machine. */
  set(settings: z.input<typeof latencySettings> | null): void;
  isVirtual(): boolean;
  /** Latencies for one function call, the same for the same place in the order of calls. */
  draws(): (kind: LatencyKind) => number;
  /** Waits, when waiting was asked for. */
  wait(kind: LatencyKind): Promise<void>;
  record(functionName: string, elapsedMs: number, timedOut: boolean): void;
}

export function createLatency(): Latency {
  let settings: LatencySettings | null = null;
  let functions: Record<string, FunctionTimes> = {};
  let callers = 0;
  let waited: (kind: LatencyKind) => number = () => 0;

  const drawsOf = (caller: number) => {
    const random = seededRandom((settings?.seed ?? 1) * 0x9e3779b1 + caller);
    return (kind: LatencyKind): number => {
      if (!settings) return 0;
      const around = 1 + settings.jitter * (2 * random() - 1);
      return Math.round(settings[`${kind}Ms`] * around);
    };
  };

  return {
    get settings() {
      return settings;
    },
    get functions() {
      return functions;
    },
    set: (input) => {
      settings = input === null ? null : latencySettings.parse(input);
      functions = {};
      callers = 0;
      waited = drawsOf(0);
    },
    isVirtual: () => settings !== null && !settings.wait,
    draws: () => drawsOf((callers += 1)),
    wait: async (kind) => {
      if (settings?.wait) await sleep(waited(kind));
    },
    record: (functionName, elapsedMs, timedOut) => {
      const known = functions[functionName] ?? { calls: 0, longestMs: 0, timedOut: 0 };
      functions[functionName] = {
        calls: known.calls + 1,
        longestMs: Math.max(known.longestMs, elapsedMs),
        timedOut: known.timedOut + Number(timedOut),
      };
    },
  };
}
