import type { ReadCall } from '../../kit/host/call';
import { holdingOneOf, moreThan } from '../../kit/store/query/condition';

/** Each is counted: a page of few. */
const PAGE = 20;
const COUNTED = 1000;

/** Tags with how they came, whom they follow, and how many have them: no more than a thousand are counted of each. */
export async function listTags({ store, now }: ReadCall<'operator'>, { cursor }: { cursor: string | null }) {
  const { items, nextCursor } = await store.tags.find({
    where: { _id: moreThan('tag_') },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const segmentIds = [...new Set(items.flatMap(({ follows }) => follows ?? []))];
  const [segments, counts] = await Promise.all([
    store.segments.getMany(segmentIds),
    Promise.all(
      items.map(({ name }) =>
        store.memberIndex.countUpTo({ where: { tags: holdingOneOf([name]) }, most: COUNTED + 1 }),
      ),
    ),
  ]);
  const nameOf = new Map<string, string>(segments.map(({ _id, name }) => [_id, name]));
  const tags = items.map(({ name, first, follows, versions, dueAt }, at) => ({
    name,
    first,
    follows: follows === null ? null : { segmentId: follows, name: nameOf.get(follows) ?? '' },
    members: { n: Math.min(counts[at] ?? 0, COUNTED), more: (counts[at] ?? 0) > COUNTED },
    version: versions,
    following: dueAt !== null,
  }));
  return { tags, nextCursor, now };
}
