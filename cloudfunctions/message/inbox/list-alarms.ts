import { instant } from '../../../contracts/primitives/time';
import { alarmSubjectOf } from '../../kit/alarm/alarm-subject';
import type { ReadCall } from '../../kit/host/call';
import { moreThan } from '../../kit/store/query/condition';

const PAGE = 20;

export async function listAlarms(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.alarms.find({
    where: { raisedAt: moreThan(instant(0)) },
    orderBy: 'raisedAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const alarms = items.map(({ _id, detail, raisedAt, clearedAt }) => ({
    ...alarmSubjectOf(_id),
    detail,
    raisedAt,
    clearedAt,
  }));
  return { alarms, nextCursor, now };
}
