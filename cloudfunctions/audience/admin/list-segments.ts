import { segmentKey } from '../../../contracts/audience/segment-values';
import type { ReadCall } from '../../kit/host/call';
import { atLeast } from '../../kit/store/query/condition';
import { countedUpTo } from '../segments/fold-changes';

const PAGE = 100;

/** Every segment with how many are in it, exactly, as of when; one whose members are being told says how far that is. */
export async function listSegments(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const asOf = await countedUpTo({ store, now });
  const { items, nextCursor } = await store.segments.find({
    where: { _id: atLeast('seg_') },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const keyOf = (segment: (typeof items)[number]): string | null =>
    segment.current && segmentKey(segment._id, segment.current.version);
  const counts = await store.segmentCounts.getMany(items.map(keyOf).filter((key) => key !== null));
  const totalOf = new Map(counts.map(({ _id, total }) => [_id, total]));
  // Of one that was taken away only bitmaps are left, and not for long.
  const living = items.filter(({ current, next }) => current !== null || next !== null);
  const segments = living.map((segment) => {
    const { _id: id, name, builtIn, current, next, versions } = segment;
    const rule = (next ?? current)?.rule;
    if (!rule) throw new Error(`a segment without a rule: ${id}`);
    const key = keyOf(segment);
    return {
      id,
      name,
      builtIn,
      version: versions,
      rule,
      members: key === null ? null : (totalOf.get(key) ?? 0),
      building: next && { done: next.build.position, of: Math.max(next.build.total, next.build.position) },
    };
  });
  return { segments, asOf, nextCursor };
}
