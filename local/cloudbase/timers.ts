import type { Clock } from './clock';
import { nextDue } from './functions/cron';
import type { FunctionConfig } from './functions/function-config';
import type { FunctionAnswer, FunctionFailure } from './functions/function-error';

/**
 * Timer triggers of every function, against the movable clock.
 *
 * A jump of the clock is an outage as far as a timer can tell: each trigger that fell due in between fires once, at the new time,
 * as a platform does that catches up, and those that fell due later wait for those before them. `every` instead steps the clock back through each due instant, so that what a week of
 * minutes does can be tested minute by minute; a caller who had already seen the later time sees it return when the run ends.
 */
export interface TimersOptions {
  clock: Clock;
  triggers: () => Trigger[];
  fire: (firing: Firing) => Promise<FunctionAnswer>;
  /** Due instants up to here have run already; a restarted cloud continues where it stopped. */
  ranUntil?: number;
}

export interface Trigger {
  functionName: string;
  name: string;
  cron: FunctionConfig['triggers'][number]['config'];
}

export interface Firing {
  functionName: string;
  trigger: string;
  at: number;
}

export interface FiredTimer extends Firing {
  error?: FunctionFailure;
}

export interface Timers {
  /** Runs what is due; runs queue up, they never overlap. */
  run(options?: { every?: boolean }): Promise<FiredTimer[]>;
  /** Forgets what is due: from now on only later instants count. */
  reset(): void;
  readonly ranUntil: number;
}

/** The event of a timer invocation; whoever reads it must check the context too, since any caller can send the same. */
export const timerEvent = ({ trigger, at }: Firing) => ({
  Type: 'Timer',
  TriggerName: trigger,
  Time: new Date(at).toISOString(),
  Message: '',
});

export function createTimers({ clock, triggers, fire, ranUntil = clock.now() }: TimersOptions): Timers {
  let doneUntil = ranUntil;
  let queue: Promise<unknown> = Promise.resolve();

  const fireAll = async (due: Trigger[], at: number): Promise<FiredTimer[]> =>
    Promise.all(
      due.map(async ({ functionName, name }) => {
        const firing = { functionName, trigger: name, at };
        return { ...firing, error: (await fire(firing)).error };
      }),
    );

  const runOnce = async (): Promise<FiredTimer[]> => {
    const now = clock.now();
    const waiting = new Map<number, Trigger[]>();
    for (const trigger of triggers()) {
      const at = nextDue(trigger.cron, doneUntil) ?? Infinity;
      if (at <= now) waiting.set(at, [...(waiting.get(at) ?? []), trigger]);
    }
    doneUntil = now; // also after the clock was set back
    const fired: FiredTimer[] = [];
    for (const [, due] of [...waiting].sort(([a], [b]) => a - b)) fired.push(...(await fireAll(due, now)));
    return fired;
  };

  const runEvery = async (): Promise<FiredTimer[]> => {
    const end = clock.now();
    const fired: FiredTimer[] = [];
    for (;;) {
      const { at, due } = earliestDue(triggers(), doneUntil);
      if (at > end) break;
      doneUntil = at;
      clock.set(at);
      fired.push(...(await fireAll(due, at)));
    }
    clock.set(Math.max(end, clock.now()));
    doneUntil = end;
    return fired;
  };

  return {
    run: ({ every = false } = {}) => {
      const result = queue.then(every ? runEvery : runOnce);
      queue = result.catch(() => undefined);
      return result;
    },
    reset: () => {
      doneUntil = clock.now();
    },
    get ranUntil() {
      return doneUntil;
    },
  };
}

function earliestDue(triggers: Trigger[], after: number): { at: number; due: Trigger[] } {
  const instants = triggers.map((trigger) => ({ trigger, at: nextDue(trigger.cron, after) ?? Infinity }));
  const at = Math.min(Infinity, ...instants.map((one) => one.at));
  return { at, due: instants.filter((one) => one.at === at).map((one) => one.trigger) };
}
