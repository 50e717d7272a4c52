import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';

const PAGE = 50;

/** What people are to do for members because a journey came to it, or it was begun for a segment: what is due first stands first, what was done last. */
export async function listTasks(
  { store, now }: ReadCall<'operator'>,
  { state, cursor }: { state: DocumentOf<'journeyTasks'>['state']; cursor: string | null },
) {
  const { items, nextCursor } = await store.journeyTasks.find({
    where: { state },
    ...(state === 'open' ? { orderBy: 'dueAt', direction: 'asc' } : { orderBy: 'doneAt', direction: 'desc' }),
    limit: PAGE,
    cursor,
  });
  const [members, journeys, leaders] = await Promise.all([
    store.members.getMany([...new Set(items.map(({ memberId }) => memberId))]),
    store.journeys.getMany([...new Set(items.flatMap(({ journeyId }) => journeyId ?? []))]),
    store.leaders.getMany([...new Set(items.flatMap(({ leaderId }) => leaderId ?? []))]),
  ]);
  const named = new Map(members.map(({ _id, nickname }) => [_id, nickname]));
  const journeyNames = new Map(journeys.map(({ _id, name }) => [_id, name]));
  const leaderNames = new Map(leaders.map(({ _id, name }) => [_id, name]));
  return {
    tasks: items.map(
      ({ _id, memberId, journeyId, segment, leaderId, title, note, dueAt, done, ...task }) => ({
        taskId: _id,
        for: task.for,
        member: { memberId, nickname: named.get(memberId) ?? null },
        from: segment ?? (journeyId === null ? '' : (journeyNames.get(journeyId) ?? '')),
        leader: leaderId && (leaderNames.get(leaderId) ?? null),
        title,
        note,
        dueAt,
        done: done && { note: done.note, at: done.at },
      }),
    ),
    nextCursor,
    now,
  };
}
