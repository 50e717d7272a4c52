import type { Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import type { Store } from '../../kit/store/store';
import type { Deal, Experiment } from '../deals/decide-deal';
import { countedOf, noSums, recounted } from '../rules/counted';
import { measuredAt, readMeasured } from './read-measured';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;
const PAGE = 100;

/**
 * Makes the sums follow what was dealt, and what came of it once somebody's window is over: what is counted of a deal and the sums it is in are written
 * together, so wherever this breaks and however often it runs each counts once.
 * @returns of how many the sums were made to follow
 */
export async function foldDeals(call: Call): Promise<number> {
  const { store, now } = call;
  const experiments = new Map<string, Promise<Experiment | null>>();
  const experimentOf = (id: string): Promise<Experiment | null> => {
    const known = experiments.get(id) ?? store.experiments.get(id);
    experiments.set(id, known);
    return known;
  };
  return workThrough(call, {
    collection: 'experimentDeals',
    trouble: 'experiment_deal_not_counted',
    readPage: (cursor) =>
      store.experimentDeals.find({
        where: { dueAt: atMost<Instant | null>(now) },
        orderBy: 'dueAt',
        limit: PAGE,
        cursor,
      }),
    work: async (deal) => {
      const experiment = await experimentOf(deal.experimentId);
      if (experiment) await foldDeal(store, deal, experiment, now);
    },
  });
}

async function foldDeal(
  store: Store,
  read: Deal,
  { design: { windowDays } }: Experiment,
  now: Instant,
): Promise<void> {
  const due = measuredAt(read.dealtAt, windowDays);
  const isOver = due <= now;
  const counts = countedOf(read, null);
  const measured =
    counts && !counts.excluded && isOver ? await readMeasured(store, read, windowDays, now) : null;
  const after = countedOf(read, measured);
  await store.transact(async (transaction) => {
    const deal = await transaction.experimentDeals.get(read._id);
    // Somebody wrote it meanwhile: it is due again.
    if (deal?.revision !== read.revision) return;
    for (const arm of new Set([deal.counted?.arm, after?.arm].filter((one) => one !== undefined))) {
      const empty = noSums(deal.experimentId, arm);
      const sums = (await transaction.experimentSums.get(empty._id)) ?? empty;
      await transaction.experimentSums.replace(recounted(sums, deal.counted, after));
    }
    const dueAt = after && !isOver ? due : null;
    await transaction.experimentDeals.update(deal._id, {
      counted: after,
      dueAt,
      revision: deal.revision + 1,
    });
  });
}
