import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import type { Journey } from './load-moving';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

const PAGE = 100;

/** Runs that stood still because their journey was paused go on where they were; what became due meanwhile is due now. */
export async function resumeRuns(call: Call): Promise<number> {
  const { items } = await call.store.journeys.find({
    where: { resumeAt: atMost<Instant | null>(call.now) },
    orderBy: 'resumeAt',
    limit: PAGE,
  });
  let resumed = 0;
  for (const journey of items) resumed += await resumeThose(call, journey);
  return resumed;
}

async function resumeThose({ store, now, outOfTime }: Call, journey: Journey): Promise<number> {
  let resumed = 0;
  while (!outOfTime()) {
    const { items } = await store.journeyRuns.find({
      where: { journeyId: journey._id, state: 'paused' },
      orderBy: 'node',
      limit: PAGE,
    });
    if (items.length === 0) {
      await store.journeys.updateIf(journey._id, { resumeAt: journey.resumeAt }, { resumeAt: null });
      break;
    }
    for (const run of items) {
      if (outOfTime()) break;
      const goesOn = { state: 'active', wakeAt: run.parkedUntil ?? now, parkedUntil: null } as const;
      const isMine = { revision: run.revision, state: 'paused' } as const;
      await store.journeyRuns.updateIf(run._id, isMine, { ...goesOn, revision: run.revision + 1 });
      resumed += 1;
    }
  }
  return resumed;
}
