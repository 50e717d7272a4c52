import { segmentKey } from '../../../contracts/audience/segment-values';
import {
  chinaDayNumber,
  chinaWeekday,
  startOfChinaDay,
  type Instant,
} from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { atLeast, oneOf, type Conditions } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { countedUpTo } from '../segments/fold-changes';

/** From the first days to those nobody sees any more. Somebody may be in several: who is lost is silent, too. */
export const lifecycleStages = [
  'seg_newcomer',
  'seg_active',
  'seg_loyal',
  'seg_dormant',
  'seg_at-risk',
  'seg_lost',
] as const;

/** Counted no further: a page says "more than". */
const COUNTED = 10_000;

/** Monday's midnight in China. */
export const startOfWeek = (now: Instant): Instant =>
  startOfChinaDay(chinaDayNumber(now) - (chinaWeekday(now) - 1));

/** Who crossed a version since then; who was in it when its rule was made has crossed nothing. */
export const crossingsOf = (
  key: string,
  entered: boolean,
  since: Instant,
): Conditions<DocumentOf<'segmentChanges'>> => ({
  key,
  entered,
  why: oneOf(['told', 'time'] as const),
  writtenAt: atLeast(since),
});

/** How many are in each stage, exactly as of when, and how often somebody came or left this week: a few reads each, however many members there are. */
export async function readLifecycle({ store, now }: ReadCall<'operator'>) {
  const since = startOfWeek(now);
  const [asOf, segments] = await Promise.all([
    countedUpTo({ store, now }),
    store.segments.getMany([...lifecycleStages]),
  ]);
  const byId = new Map(segments.map((segment) => [segment._id, segment]));
  const countCrossed = async (key: string, entered: boolean) => {
    const times = await store.segmentChanges.countUpTo({
      where: crossingsOf(key, entered, since),
      most: COUNTED + 1,
    });
    return { times: Math.min(times, COUNTED), more: times > COUNTED };
  };
  const none = { times: 0, more: false };
  const stages = await Promise.all(
    lifecycleStages.flatMap((id) => {
      const segment = byId.get(id);
      return segment ? [stageOf(segment)] : [];
    }),
  );
  return { stages, since, asOf, now };

  async function stageOf({ _id: segmentId, name, current }: DocumentOf<'segments'>) {
    if (!current) return { segmentId, name, members: null, entered: none, left: none };
    const key = segmentKey(segmentId, current.version);
    const [counts, entered, left] = await Promise.all([
      store.segmentCounts.get(key),
      countCrossed(key, true),
      countCrossed(key, false),
    ]);
    return { segmentId, name, members: counts?.total ?? 0, entered, left };
  }
}
