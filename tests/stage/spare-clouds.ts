import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud, LocalCloudOptions } from '../../local/local-cloud';
import { startDemoCloud } from '../../local/seed/demo-cloud';

/** Saturday 21 November 2026, 12:00 in China: where every journey starts. */
export const NOON = Date.parse('2026-11-21T12:00:00+08:00');

type OnLog = NonNullable<LocalCloudOptions['onLog']>;

interface Spare {
  cloud: LocalCloud;
  hears: OnLog;
}

/** Those no test file uses at the moment. */
const spares: Spare[] = [];

/**
 * The demo's cloud in memory, its clock frozen at noon. To start one and to load its functions takes longer than most tests: one
 * that is closed goes, emptied, to the next test file of the worker, and keeps no more of the former than of the test before.
 */
export async function takeCloud(onLog: OnLog): Promise<LocalCloud> {
  const spare = spares.pop();
  if (!spare) return lend(await startSpare(onLog));
  spare.hears = onLog;
  await spare.cloud.reset();
  return lend(spare);
}

async function startSpare(onLog: OnLog): Promise<Spare> {
  const spare: Omit<Spare, 'cloud'> = { hears: onLog };
  const cloud = await startDemoCloud({
    location: ':memory:',
    clock: createClock({ frozenAt: NOON }),
    inProcess: true,
    onLog: (line) => spare.hears(line),
  });
  return Object.assign(spare, { cloud });
}

/** An object of its own for whoever has it: a stage puts its watch around `reset` and `close`. */
const lend = (spare: Spare): LocalCloud => ({
  ...spare.cloud,
  close: async () => void spares.push(spare),
});
