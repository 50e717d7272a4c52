import type { TimerCall } from '../kit/host/serve-timer';
import type { SweepPart } from '../kit/host/sweep-part';
import { logLine, type LogFields } from '../kit/log/log-line';

export interface Limits {
  /** After so long no part is begun any more. */
  workMs: number;
  /** A part that was told to stop has so long to finish the call it is in; then it counts as hanging. */
  graceMs: number;
}

/** Elapsed time and alarms, so that tests need no waiting. */
export interface Watch {
  elapsedMs: () => number;
  expiry: (ms: number) => { reached: Promise<void>; cancel: () => void };
}

/** `nothing_due`: not begun · `more`: stopped by its budget with work left · `left_out`: not begun, there was no time. */
export type Outcome = 'nothing_due' | 'done' | 'more' | 'failed' | 'left_out';

export interface PartResult {
  part: SweepPart;
  outcome: Outcome;
  ms: number;
  report: LogFields;
  /** Why it failed. */
  detail: string | null;
}

/**
 * Runs each part behind a bulkhead of its own: what one throws, and one that never answers, is noted and the next begins.
 * Each has its budget; what time is left after all of them goes round among those that were stopped by it.
 */
export async function runParts(
  call: TimerCall,
  parts: readonly SweepPart[],
  limits: Limits,
  watch: Watch,
  isDue: (part: SweepPart) => Promise<boolean> = async () => true,
): Promise<PartResult[]> {
  const results = new Map<string, PartResult>();
  const hasTime = () => watch.elapsedMs() < limits.workMs;
  const round = async (among: readonly SweepPart[]): Promise<SweepPart[]> => {
    const stopped: SweepPart[] = [];
    for (const part of among) {
      if (!hasTime()) break;
      const budgetMs = Math.min(part.budgetMs, limits.workMs - watch.elapsedMs());
      const asks = results.has(part.name) ? async () => true : isDue;
      const result = await runPart(call, part, asks, { budgetMs, graceMs: limits.graceMs }, watch);
      results.set(part.name, both(results.get(part.name), result));
      if (result.outcome === 'more') stopped.push(part);
    }
    return stopped;
  };
  let stopped = await round(parts);
  while (stopped.length > 0 && hasTime()) stopped = await round(stopped);
  return parts.map(
    (part) => results.get(part.name) ?? { part, outcome: 'left_out', ms: 0, report: {}, detail: null },
  );
}

class PartHangs extends Error {
  override readonly name = 'PartHangs';
}

async function runPart(
  call: TimerCall,
  part: SweepPart,
  isDue: (part: SweepPart) => Promise<boolean>,
  { budgetMs, graceMs }: { budgetMs: number; graceMs: number },
  watch: Watch,
): Promise<PartResult> {
  const startedMs = watch.elapsedMs();
  const spentMs = () => watch.elapsedMs() - startedMs;
  let wasStopped = false;
  let isOver = false;
  const outOfTime = (): boolean => {
    if (isOver || spentMs() > budgetMs) wasStopped = true;
    return wasStopped;
  };
  const expiry = watch.expiry(budgetMs + graceMs);
  const hanging = expiry.reached.then((): never => {
    throw new PartHangs(`no end after ${budgetMs + graceMs} ms`);
  });
  try {
    const work = async () => ((await isDue(part)) ? part.run({ ...call, outOfTime }) : null);
    const report = await Promise.race([work(), hanging]);
    const ms = Math.round(spentMs());
    if (report === null) return { part, outcome: 'nothing_due', ms, report: {}, detail: null };
    return { part, outcome: wasStopped ? 'more' : 'done', ms, report, detail: null };
  } catch (error) {
    const ms = Math.round(spentMs());
    const detail = String(error instanceof Error ? error.stack : error);
    logLine('error', 'sweep_part_failed', { part: part.name, ms, detail, requestId: call.requestId });
    return { part, outcome: 'failed', ms, report: {}, detail: String(error) };
  } finally {
    // One that hangs and wakes up later stops at its next look at the time.
    isOver = true;
    expiry.cancel();
  }
}

/** A part that was given time again did both. */
function both(before: PartResult | undefined, after: PartResult): PartResult {
  if (!before) return after;
  const report: Record<string, LogFields[string]> = { ...before.report };
  for (const [name, value] of Object.entries(after.report)) {
    const earlier = report[name];
    report[name] = typeof value === 'number' && typeof earlier === 'number' ? earlier + value : value;
  }
  return { ...after, ms: before.ms + after.ms, report };
}
