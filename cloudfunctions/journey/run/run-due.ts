import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { isPassing, workThrough } from '../../kit/host/work-through';
import { logLine } from '../../kit/log/log-line';
import { scrub } from '../../kit/log/scrub';
import { atMost } from '../../kit/store/query/condition';
import type { Run } from './save-run';
import { loadMoving, type Moving } from './load-moving';
import { moveRun } from './move-run';
import { resumeRuns } from './resume-runs';

const PAGE = 50;
/** Then somebody has to look at it. */
const MOST_FAILURES = 5;
const ERROR_LENGTH = 200;

/** Moves whoever is due, the longest due first, until the time of this part is over: what is left is found by its index in the next minute. */
export async function runDue(call: TimerCall): Promise<{ runsMoved: number; runsResumed: number }> {
  const runsResumed = await resumeRuns(call);
  let runsMoved = 0;
  for (let moved = 1; moved > 0 && !call.outOfTime();) {
    moved = await passThrough(call);
    runsMoved += moved;
  }
  return { runsMoved, runsResumed };
}

/** Once through all that is due: one that cannot move right now, of somebody who is being merged, stands in nobody's way. */
async function passThrough(call: TimerCall): Promise<number> {
  let moving: Moving | undefined;
  return workThrough(call, {
    collection: 'journeyRuns',
    trouble: 'journey_run_not_moved',
    readPage: async (cursor) => {
      const page = await call.store.journeyRuns.find({
        where: { wakeAt: atMost<Instant | null>(call.now) },
        orderBy: 'wakeAt',
        limit: PAGE,
        cursor,
      });
      // Journeys are read again for every page: one that was paused stops there.
      if (page.items.length > 0) moving = await loadMoving(call);
      return page;
    },
    work: async (run) => {
      if (moving) await moveOrRemember(moving, run);
    },
  });
}

/** What cannot be done is tried again later and later; after a few times it is dead until somebody has it go on. */
async function moveOrRemember(moving: Moving, run: Run): Promise<void> {
  try {
    await moveRun(moving, run);
  } catch (error) {
    if (isPassing(error)) throw error;
    const { store, now } = moving.call;
    const failures = run.failures + 1;
    const isDead = failures >= MOST_FAILURES;
    logLine('error', 'journey_run_failed', { id: run._id, failures, isDead, detail: String(error) });
    await store.journeyRuns.updateIf(
      run._id,
      { revision: run.revision, state: 'active' },
      {
        failures,
        error: scrub(String(error)).slice(0, ERROR_LENGTH),
        state: isDead ? 'dead' : 'active',
        wakeAt: isDead ? null : addMs(now, 2 ** failures * 5 * MINUTE_MS),
        revision: run.revision + 1,
      },
    );
  }
}
