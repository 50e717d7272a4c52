import { alarmSubjectOf } from '../../kit/alarm/alarm-subject';
import type { ReadCall } from '../../kit/host/call';
import { latestFirst } from '../../kit/store/query/latest-first';

export async function listAlarms(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.alarms.find(latestFirst('raisedAt', cursor));
  const alarms = items.map(({ _id, detail, raisedAt, clearedAt }) => ({
    ...alarmSubjectOf(_id),
    detail,
    raisedAt,
    clearedAt,
  }));
  return { alarms, nextCursor, now };
}
