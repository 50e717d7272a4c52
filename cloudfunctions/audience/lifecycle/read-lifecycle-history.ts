import { isOpen, periodsUntil } from '../../../contracts/primitives/insight/periods';
import { chinaDateOf, chinaDayNumber, startOfChinaDay } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import { lapsedRate } from '../rules/lapsed-rate';
import { lifecycleStages } from './read-lifecycle';

const MONTHS = 13;

/** How many were in each stage at the end of each of the last days, and who went quiet by month: three reads, however many members there are. */
export async function readLifecycleHistory({ store, now }: ReadCall<'operator'>, { days }: { days: number }) {
  const dayIds = Array.from({ length: days }, (_, back) =>
    chinaDateOf(startOfChinaDay(chinaDayNumber(now) - days + back)),
  );
  const monthIds = periodsUntil('month', now, MONTHS);
  const [segments, kept, months] = await Promise.all([
    store.segments.getMany([...lifecycleStages]),
    store.lifecycleDays.getMany(dayIds),
    store.lifecycleMonths.getMany(monthIds),
  ]);
  const names = new Map(segments.map(({ _id, name }) => [_id, name]));
  return {
    stages: lifecycleStages.flatMap((segmentId) => {
      const name = names.get(segmentId);
      return name === undefined ? [] : [{ segmentId, name }];
    }),
    days: dayIds.flatMap((day) => {
      const known = kept.find(({ _id }) => _id === day);
      return known ? [{ day, active: known.active, stages: known.stages }] : [];
    }),
    months: monthIds.flatMap((month) => {
      const known = months.find(({ _id }) => _id === month);
      if (!known) return [];
      const { lapsed, activeAtStart } = known;
      return [
        {
          month,
          lapsed,
          activeAtStart,
          rate: lapsedRate(lapsed, activeAtStart),
          isOpen: isOpen('month', month, now),
        },
      ];
    }),
    now,
  };
}
