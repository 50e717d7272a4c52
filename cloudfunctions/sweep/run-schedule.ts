import type { TimerCall } from '../kit/host/serve-timer';
import type { SweepPart } from '../kit/host/sweep-part';
import { logLine, type LogFields } from '../kit/log/log-line';
import { loadProgress, saveProgress, type Progress } from './load-progress';
import { mayRun, orderOf } from './rotation';
import { runParts, type PartResult, type Watch } from './run-parts';

/** With the grace under the function's time limit of 50 s (config.json): one part may hang, and there is room to note it. */
export const WORK_MS = 38_000;
/** The longest single thing a part waits for is WeChat, five seconds. */
const GRACE_MS = 6_000;
/** A part that takes longer is named with its time. */
const SLOW_MS = 1_000;

/** One minute's sweep: whose turn it is, each behind its bulkhead, and what became of them. */
export async function runSchedule(
  call: TimerCall,
  schedule: readonly SweepPart[],
  watch: Watch,
): Promise<LogFields> {
  const { store, now } = call;
  const progress = await loadProgress(store);
  const due = schedule.filter(({ name, every }) => mayRun(every, progress.parts[name]?.ranAt, now));
  const order = orderOf(due, progress.unfinished, now);
  await keep(call, { unfinished: true });
  const results = await runParts(call, order, { workMs: WORK_MS, graceMs: GRACE_MS }, watch);
  await keep(call, progressAfter(progress, results, now));
  return reportOf(results);
}

/** The sweep goes on when its own notes fail; they say so in the log. */
async function keep({ store, requestId }: TimerCall, progress: Partial<Progress>): Promise<void> {
  await saveProgress(store, progress).catch((error: unknown) => {
    logLine('error', 'sweep_progress_lost', { detail: String(error), requestId });
  });
}

function progressAfter(before: Progress, results: readonly PartResult[], now: TimerCall['now']): Progress {
  const parts = { ...before.parts };
  for (const { part, outcome } of results) {
    if (outcome === 'left_out') continue;
    const failures = outcome === 'failed' ? (parts[part.name]?.failures ?? 0) + 1 : 0;
    parts[part.name] = { ranAt: now, failures };
  }
  return { unfinished: results.some(({ outcome }) => outcome === 'left_out'), parts };
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

export function expiry(ms: number): ReturnType<Watch['expiry']> {
  let timer: NodeJS.Timeout | undefined;
  const reached = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  return { reached, cancel: () => clearTimeout(timer) };
}
