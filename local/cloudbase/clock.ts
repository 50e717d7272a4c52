/**
 * The one clock of the local cloud: functions, timers, database leases and message times all follow it, so "two hours later" is
 * one click in the simulator and one line in a test. Normally it is real time plus an offset; frozen, it moves only when told.
 */
export interface ClockStart {
  offsetMs?: number;
  frozenAt?: number;
}

export interface Clock {
  now(): number;
  advance(ms: number): void;
  set(instant: number): void;
  /** Back to how it was created. */
  reset(): void;
  readonly offsetMs: number;
  readonly frozen: boolean;
}

export function createClock(start: ClockStart = {}): Clock {
  const { offsetMs: startOffset = 0, frozenAt } = start;
  let offsetMs = startOffset;
  let frozen = frozenAt;
  const now = (): number => frozen ?? Date.now() + offsetMs;
  const set = (instant: number): void => {
    if (!Number.isFinite(instant)) throw new RangeError('the clock needs an instant in milliseconds');
    if (frozen === undefined) offsetMs = instant - Date.now();
    else frozen = instant;
  };
  return {
    now,
    set,
    advance: (ms) => set(now() + ms),
    reset: () => {
      offsetMs = startOffset;
      frozen = frozenAt;
    },
    get offsetMs() {
      return now() - Date.now();
    },
    get frozen() {
      return frozen !== undefined;
    },
  };
}
