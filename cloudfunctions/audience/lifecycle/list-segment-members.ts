import type { MemberSide } from '../../../contracts/audience/lifecycle';
import { segmentKey } from '../../../contracts/audience/segment-values';
import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { loadSetPage } from '../bitmaps/load-set-page';
import { countedUpTo } from '../segments/fold-changes';
import { loadSegmentPeople, type Crossing } from './load-segment-people';
import { crossingsOf, startOfWeek } from './read-lifecycle';

const PAGE = 30;

interface Wanted {
  segmentId: string;
  side: MemberSide;
  cursor: string | null;
}

interface Found {
  people: Crossing[];
  nextCursor: string | null;
}

/**
 * The members behind a number: those in a segment by its bitmap, or those who crossed it this week, each with what is known of them.
 * @throws TuankaError segment_not_found, segment_not_ready
 */
export async function listSegmentMembers({ store, now }: ReadCall<'operator'>, wanted: Wanted) {
  const { segmentId, side, cursor } = wanted;
  const segment = await store.segments.require(segmentId, 'segment_not_found');
  if (!segment.current) throw refuse('segment_not_ready', segmentId);
  const key = segmentKey(segmentId, segment.current.version);
  const { people, nextCursor } =
    side === 'in'
      ? await findThere(store, key, cursor)
      : await findCrossed(store, { key, entered: side === 'entered', since: startOfWeek(now) }, cursor);
  const [members, asOf] = await Promise.all([loadSegmentPeople(store, people), countedUpTo({ store, now })]);
  return { name: segment.name, members, nextCursor, asOf, now };
}

async function findThere(store: ReadStore, key: string, cursor: string | null): Promise<Found> {
  const { memberIds, nextCursor } = await loadSetPage(store, key, cursor, PAGE);
  return { people: memberIds.map((memberId) => ({ memberId, crossedAt: null })), nextCursor };
}

async function findCrossed(
  store: ReadStore,
  { key, entered, since }: { key: string; entered: boolean; since: Instant },
  cursor: string | null,
): Promise<Found> {
  const { items, nextCursor } = await store.segmentChanges.find({
    where: crossingsOf(key, entered, since),
    orderBy: 'writtenAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return {
    people: items.map(({ memberId, writtenAt }) => ({ memberId, crossedAt: writtenAt })),
    nextCursor,
  };
}
