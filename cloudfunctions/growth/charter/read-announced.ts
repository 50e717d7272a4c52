import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { atLeast } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';
import { ANNOUNCED_DAYS } from '../../points/rules/announced';

/** An announcement and the midnight it waits for, also of what could be told late only. */
const LONGEST_MS = 10 * ANNOUNCED_DAYS * DAY_MS;

/** What was announced, was not withdrawn, and does not hold yet; one call. */
export async function readAnnounced(
  { charterChanges }: Pick<ReadStore, 'charterChanges'>,
  now: Instant,
): Promise<DocumentOf<'charterChanges'>[]> {
  const { items } = await charterChanges.find({
    where: { announcedAt: atLeast(addMs(now, -LONGEST_MS)) },
    orderBy: 'announcedAt',
    limit: 500,
  });
  return items.filter(
    ({ callsOff, withdrawnAt, from, isUntold }) =>
      callsOff === null && withdrawnAt === null && (isUntold || from > now),
  );
}
