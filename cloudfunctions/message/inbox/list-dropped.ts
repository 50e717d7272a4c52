import type { ReadCall } from '../../kit/host/call';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Reminders that were not sent, latest first; whose they were is nobody's business here. */
export async function listDropped(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.reminders.find(
    latestFirst('dueAt', cursor, { status: 'skipped' }),
  );
  const dropped = items.map(({ kind, outcome, dueAt, deadline }) => ({
    kind,
    reason: outcome ?? ('missing' as const),
    dueAt,
    deadline,
  }));
  return { dropped, nextCursor, now };
}
