import { createClock } from '../../local/cloudbase/clock';
import type { LocalCloud, LocalCloudOptions } from '../../local/local-cloud';
import { startDemoCloud } from '../../local/seed/demo-cloud';
import { builtSegments } from './audience/built-segments';

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
    tiers: false,
    also: builtSegments,
    onLog: (line) => spare.hears(line),
  });
  return Object.assign(spare, { cloud });
}

/**
 * An object of its own for whoever has it: a stage puts its watch around `reset` and `close`. A test that ran out of time may still
 * be asking when its file gives the cloud back: nothing it asks from then on is heard, and the cloud goes to nobody.
 */
function lend(spare: Spare): LocalCloud {
  const { cloud } = spare;
  let isMine = true;
  let underway = 0;
  const whileMine =
    <Asked extends unknown[], Answer>(ask: (...asked: Asked) => Promise<Answer>) =>
    async (...asked: Asked): Promise<Answer> => {
      if (!isMine) throw new Error('this cloud was given back');
      underway += 1;
      try {
        return await ask(...asked);
      } finally {
        underway -= 1;
      }
    };
  const { invoke, trigger, access, fetch, runTimers, reset } = cloud;
  return {
    ...cloud,
    invoke: whileMine(invoke),
    trigger: whileMine(trigger),
    access: whileMine(access),
    fetch: whileMine(fetch),
    runTimers: whileMine(runTimers),
    reset: whileMine(reset),
    moveClock: (instant) => isMine && cloud.moveClock(instant),
    close: async () => {
      isMine = false;
      if (underway > 0) await cloud.close();
      else spares.push(spare);
    },
  };
}
