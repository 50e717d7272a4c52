import type { ReadCall } from '../../kit/host/call';
import { not } from '../../kit/store/query/condition';
import { personOf } from '../person/person';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Merges, newest first. A member whose account was closed since is left out. */
export async function listMerges(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.merges.find(latestFirst('at', cursor, { decidedBy: not('') }));
  const members = await store.members.getMany([...new Set(items.map(({ keptId }) => keptId))]);
  const people = new Map(members.map((member) => [member._id, personOf(member)]));
  const merges = items.flatMap(({ _id: mergeId, keptId, reason, status, at, undoUntil, lines }) => {
    const kept = people.get(keptId);
    return kept ? [{ mergeId, kept, reason, status, at, undoUntil, lines }] : [];
  });
  return { merges, nextCursor, now };
}
