import { serveTimer, type TimerCall, type TimerRun } from '../kit/host/serve-timer';
import type { SweepPart } from '../kit/host/sweep-part';
import type { CollectionName } from '../kit/store/schema';
import { logLine, type LogFields } from '../kit/log/log-line';
import { lookAround, placesOf, UNKNOWN, type Looks } from './look-around';
import { openProgress, type PartProgress, type Progress } from './open-progress';
import { orderOf, turnOf, type SweepName } from './rotation';
import { lookInTurn, type Remembered } from './look-in-turn';
import { runParts, type PartResult, type Watch } from './run-parts';
import { keepAlarm } from './keep-alarm';

/** With the grace under the function's time limit of 50 s (config.json): one part may hang, and there is room to note it. */
export const WORK_MS = 38_000;
/** The longest single thing a part waits for is WeChat, five seconds. */
const GRACE_MS = 6_000;
/** A part that takes longer is named with its time. */
const SLOW_MS = 1_000;

/** The parts of one function that sweeps. Parts have names of their own among all of them: alarms go by it. */
export interface Schedule {
  name: SweepName;
  parts: readonly SweepPart[];
}

/** Parts of more than one sweep find their work in these: a test compares this with the schedules. */
export const SHARED: ReadonlySet<CollectionName> = new Set<CollectionName>([
  'facts',
  'auditEntries',
  'quarantine',
]);

export const collectionsOf = (parts: readonly SweepPart[]): Set<CollectionName> =>
  new Set(placesOf(parts).map(({ source }) => source.collection));

/** A function the minute's timer starts. What it writes into the collections of the other sweep it marks, as anybody does. */
export const serveSweep = (schedule: Schedule) => {
  let remembered: Remembered | undefined;
  return serveTimer(
    {
      name: schedule.name,
      workMs: WORK_MS,
      sweeps: new Set([...collectionsOf(schedule.parts)].filter((name) => !SHARED.has(name))),
    },
    async (call, run) => {
      const places = placesOf(schedule.parts);
      const turn = turnOf(schedule.name, places.length, call.now);
      const place = turn === null ? undefined : places[turn];
      if (!(await lookInTurn(call, schedule.name, place, remembered))) return {};
      const { report, left } = await runSchedule(call, schedule, { ...run, expiry });
      remembered = { at: call.now, ...left };
      return report;
    },
  );
};

/** One minute's sweep: whose turn it is, each behind its bulkhead, and what became of them. */
export async function runSchedule(
  call: TimerCall,
  { name, parts: schedule }: Schedule,
  run: Watch & Pick<TimerRun, 'woken' | 'renewSettings'>,
): Promise<{ report: LogFields; left: Pick<Progress, 'unfinished' | 'parts'> }> {
  const { store, now, requestId } = call;
  /** The sweep goes on when its own notes fail; they say so in the log. */
  const isLost = (error: unknown): void =>
    logLine('error', 'sweep_progress_lost', { detail: String(error), requestId });
  const { progress, begin, end } = await openProgress(store, name, now);
  const order = orderOf(schedule, progress.unfinished, now);
  const places = placesOf(schedule);
  const turn = turnOf(name, places.length, now);
  const looks = lookAround(call, progress, run.woken, turn === null ? undefined : places[turn]);
  let isNoted = false;
  const results = await runParts(call, order, { workMs: WORK_MS, graceMs: GRACE_MS }, run, async (part) => {
    const isDue = await looks.isDue(part);
    if (isDue && !isNoted) {
      isNoted = true;
      await Promise.all([begin().catch(isLost), run.renewSettings()]);
    }
    return isDue;
  });
  const parts = await partsAfter(call, results, looks);
  const unfinished = results.some(({ outcome }) => outcome === 'left_out');
  if (isNoted || unfinished !== progress.unfinished || !looks.areAsBefore(parts))
    await end({ unfinished, parts }).catch(isLost);
  return { report: reportOf(results), left: { unfinished, parts } };
}

async function partsAfter(
  call: TimerCall,
  results: readonly PartResult[],
  looks: Looks,
): Promise<Progress['parts']> {
  const { now } = call;
  const parts: Record<string, PartProgress> = {};
  for (const result of results) {
    const { part, outcome } = result;
    const looked = looks.marksOf(part);
    // Never looked at, or hanging in its first look: the next sweep looks.
    if (looked === undefined && outcome !== 'failed') continue;
    const marks = looked ?? { ...UNKNOWN, lookedAt: now };
    if (outcome === 'nothing_due' || outcome === 'left_out') {
      parts[part.name] = marks;
      continue;
    }
    const ran: PartProgress =
      outcome === 'failed'
        ? {
            ...marks,
            ranAt: now,
            failures: marks.failures + 1,
            failingSince: marks.failingSince ?? now,
          }
        : { ...marks, ranAt: now, failures: 0, failingSince: null };
    // What it left, and what it made due itself, is looked for by the next minute.
    parts[part.name] = { ...ran, nextDueAt: now, alarmed: await keepAlarm(call, result, ran) };
  }
  return parts;
}

function reportOf(results: readonly PartResult[]): LogFields {
  const named = (outcome: PartResult['outcome']): string =>
    results
      .filter((result) => result.outcome === outcome)
      .map(({ part }) => part.name)
      .join(' ');
  const slow = results.filter(({ ms }) => ms >= SLOW_MS).map(({ part, ms }) => `${part.name} ${ms}`);
  return {
    ...results.reduce<LogFields>((all, { report }) => ({ ...all, ...report }), {}),
    failedParts: named('failed'),
    leftOutParts: named('left_out'),
    stoppedParts: named('more'),
    slowParts: slow.join(' '),
  };
}

function expiry(ms: number): ReturnType<Watch['expiry']> {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
