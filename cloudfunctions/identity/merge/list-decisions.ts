import type { ReadCall } from '../../kit/host/call';
import { personOf } from '../person/person';

const PAGE = 20;

/** Cases only a person can decide, oldest first. */
export async function listDecisions(
  { store, now }: ReadCall<'operator'>,
  { status, cursor }: { status: 'open' | 'merged' | 'kept_apart'; cursor: string | null },
) {
  const { items, nextCursor } = await store.identityDecisions.find({
    where: { status },
    orderBy: 'openedAt',
    limit: PAGE,
    cursor,
  });
  const members = await store.members.getMany([
    ...new Set(items.flatMap(({ previousId, newId }) => [previousId, newId])),
  ]);
  const people = new Map(members.map((member) => [member._id, personOf(member)]));
  return {
    decisions: items.map((decision) => ({
      decisionId: decision._id,
      phone: decision.phone,
      previous: people.get(decision.previousId) ?? null,
      current: people.get(decision.newId) ?? null,
      status: decision.status,
      openedAt: decision.openedAt,
    })),
    nextCursor,
    now,
  };
}
