import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';

/** What a minute asks of the database when no sweep has anything to do. */
const IDLE_CALLS = 3;
const LONGEST_MINUTES = 30;

/**
 * Minutes pass until the sweeps have done what is due and ask next to nothing. What is broken at each of its calls afterwards is
 * then what the test is about, and not, over and over, what came before it.
 */
export async function restSweeps(cloud: LocalCloud): Promise<void> {
  for (let minute = 0; minute < LONGEST_MINUTES; minute += 1) {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    cloud.faults.database.startTrace();
    await cloud.triggerTimers();
    if (cloud.faults.database.trace.length <= IDLE_CALLS) return;
  }
  throw new Error(`the sweeps still have work after ${LONGEST_MINUTES} minutes`);
}
