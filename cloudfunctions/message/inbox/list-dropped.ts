import type { ReadCall } from '../../kit/host/call';

const PAGE = 20;

/** Reminders that were not sent, latest first; whose they were is nobody's business here. */
export async function listDropped(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.reminders.find({
    where: { status: 'skipped' },
    orderBy: 'dueAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const dropped = items.map(({ kind, outcome, dueAt, deadline }) => ({
    kind,
    reason: outcome ?? ('missing' as const),
    dueAt,
    deadline,
  }));
  return { dropped, nextCursor, now };
}
