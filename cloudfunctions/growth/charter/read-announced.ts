import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { atLeast } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

/** What everybody is still to be told of is put off by the sweep that tells it: its day may be past while sweeps stand still. */
const STILL_MS = 60 * DAY_MS;

/** What was announced, was not withdrawn, and does not hold yet; one call. */
export async function readAnnounced(
  { charterChanges }: Pick<ReadStore, 'charterChanges'>,
  now: Instant,
): Promise<DocumentOf<'charterChanges'>[]> {
  const { items } = await charterChanges.find({
    where: { from: atLeast(addMs(now, -STILL_MS)) },
    orderBy: 'from',
    limit: 500,
  });
  return items.filter(
    ({ callsOff, withdrawnAt, from, isUntold }) =>
      callsOff === null && withdrawnAt === null && (isUntold || from > now),
  );
}
