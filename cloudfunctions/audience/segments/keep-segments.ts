import { instant, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { atMost } from '../../kit/store/query/condition';
import { buildSegments } from './build-segments';
import { foldChanges } from './fold-changes';
import { loadDefinitions } from './load-definitions';
import { changeOf, saveBelonging } from './save-belonging';

type Call = Pick<TimerCall, 'store' | 'now' | 'outOfTime'>;

const PAGE = 200;

/** Who crosses by time alone, the members of new versions, and bitmaps of what was crossed. */
export async function keepSegments(
  call: Call,
): Promise<{ segmentsFlipped: number; segmentsFolded: number; segmentsBuilt: number }> {
  const segmentsFlipped = await flipDue(call);
  const segmentsFolded = await foldChanges(call);
  return { segmentsFlipped, segmentsFolded, segmentsBuilt: await buildSegments(call) };
}

/** By index on the moment: it costs what flips, not what exists. */
async function flipDue({ store, now, outOfTime }: Call): Promise<number> {
  let flipped = 0;
  const definitions = await loadDefinitions(store);
  while (!outOfTime()) {
    const { items } = await store.features.find({
      where: { nextEvalAt: atMost<Instant | null>(instant(now)) },
      orderBy: 'nextEvalAt',
      limit: PAGE,
    });
    if (items.length === 0) break;
    const told = { definitions, asked: 'everything', why: 'time', now } as const;
    await saveBelonging(
      store,
      items.map((stored) => changeOf(stored, told)),
      now,
    );
    flipped += items.length;
  }
  return flipped;
}
