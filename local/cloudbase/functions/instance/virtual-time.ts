import { AsyncResource } from 'node:async_hooks';

/**
 * How long one function call would have taken, without anybody waiting. Every call it makes (database, WeChat) starts at what
 * has passed so far and ends its latency later: calls in a row add up, calls side by side overlap. An answer never turns time
 * back, so of chains that run side by side the slowest counts for all: the figure is never too small.
 */
export interface VirtualTime {
  readonly elapsedMs: number;
  /** A call goes out that takes so long. */
  begin(latencyMs: number): OutgoingCall;
  /**
   * A pause of the function's own: no time passes for the tests, all of it for the call. A long one is a watchdog: it wakes
   * when the calls made meanwhile have taken so long, or when nothing at all happens for long in real time.
   */
  sleep(run: () => void, ms: number): Sleeper;
  /** Rejects with what `refusal` makes once more than the limit has passed. */
  limit(limitMs: number, refusal: () => Error): Promise<never>;
  /** Nothing that sleeps wakes any more. */
  end(): void;
}

/** What a function may call: its database, and everything else outside, which is WeChat. */
export type OutgoingKind = 'database' | 'wechat';

export interface OutgoingCall {
  /** Its answer arrived; told again, it changes nothing. */
  answered(): void;
  /** Nothing more comes of it. */
  closed(): void;
}

/** Longer than any pause of ours: what waits longer watches over a call, and is not what a call that does nothing waits for. */
export const LONGEST_SLEEP_MS = 1_000;

/**
 * Virtual time stands still in a call that waits for something else, and a test's clock stands still altogether; so many times as
 * long in real time is long enough, however much the machine has to do.
 */
export const VIRTUAL_PATIENCE = 10;

/** What `setTimeout` answers for a pause in virtual time. */
export class Sleeper {
  readonly dueMs: number;
  readonly isWatchdog: boolean;
  private run: (() => void) | undefined;
  private readonly alarm: NodeJS.Timeout | undefined;
  constructor(run: () => void, { dueMs, watchesForMs }: { dueMs: number; watchesForMs: number | null }) {
    // Wakes as part of the call that went to sleep, whoever lets time pass.
    this.run = AsyncResource.bind(run);
    this.dueMs = dueMs;
    this.isWatchdog = watchesForMs !== null;
    if (watchesForMs !== null)
      this.alarm = setTimeout(() => this.wake(), watchesForMs * VIRTUAL_PATIENCE).unref();
  }
  wake(): void {
    const { run } = this;
    this.cancel();
    run?.();
  }
  cancel(): void {
    this.run = undefined;
    clearTimeout(this.alarm);
  }
  get isWaiting(): boolean {
    return this.run !== undefined;
  }
  ref = (): this => this;
  unref = (): this => this;
  hasRef = (): boolean => false;
}

/** Whoever is due first; a watchdog only when it is due already. */
const firstOf = (sleepers: readonly Sleeper[], elapsedMs: number): Sleeper | undefined =>
  sleepers
    .filter(({ isWatchdog, dueMs }) => !isWatchdog || dueMs <= elapsedMs)
    .reduce<Sleeper | undefined>(
      (earliest, one) => (earliest && earliest.dueMs <= one.dueMs ? earliest : one),
      undefined,
    );

/** Counts a call as under way until it is closed, once. */
function underWay(answered: () => void, closed: () => void): OutgoingCall {
  let open = true;
  return {
    answered,
    closed: () => {
      if (!open) return;
      open = false;
      closed();
    },
  };
}

export function createVirtualTime(): VirtualTime {
  let elapsedMs = 0;
  let inFlight = 0;
  let sleepers: Sleeper[] = [];
  let over: (() => void) | undefined;
  let limitMs = Infinity;

  const pass = (untilMs: number): void => {
    elapsedMs = Math.max(elapsedMs, untilMs);
    if (elapsedMs > limitMs) over?.();
  };
  /** While calls are under way their answers carry time on; when nothing is, the first to wake does. */
  const wakeNext = (): void => {
    sleepers = sleepers.filter(({ isWaiting }) => isWaiting);
    const first = firstOf(sleepers, elapsedMs);
    if (!first || (inFlight > 0 && first.dueMs > elapsedMs)) return;
    pass(first.dueMs);
    first.wake();
    wakeSoon();
  };
  /** After whatever the answer set off has sent its own calls. */
  const wakeSoon = (): void => {
    if (sleepers.length > 0) setImmediate(wakeNext);
  };

  return {
    get elapsedMs() {
      return elapsedMs;
    },
    begin: (latencyMs) => {
      const endMs = elapsedMs + latencyMs;
      const answered = (): void => {
        pass(endMs);
        wakeSoon();
      };
      inFlight += 1;
      return underWay(answered, () => {
        inFlight -= 1;
        answered();
      });
    },
    sleep: (run, ms) => {
      const watchesForMs = ms > LONGEST_SLEEP_MS ? ms : null;
      const sleeper = new Sleeper(run, { dueMs: elapsedMs + ms, watchesForMs });
      sleepers.push(sleeper);
      wakeSoon();
      return sleeper;
    },
    limit: (ms, refusal) =>
      new Promise<never>((_, reject) => {
        limitMs = ms;
        over = () => reject(refusal());
      }),
    end: () => {
      sleepers.forEach((sleeper) => sleeper.cancel());
      sleepers = [];
    },
  };
}
