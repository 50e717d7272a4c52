import type { MemberSide } from '../../../contracts/audience/lifecycle';
import { segmentKey } from '../../../contracts/audience/segment-values';
import { refuse } from '../../../contracts/errors';
import { fen } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadCall } from '../../kit/host/call';
import type { ReadStore } from '../../kit/store/store';
import { loadNumbered } from '../bitmaps/load-numbered';
import { loadNumbers } from '../bitmaps/load-numbers';
import { countedUpTo } from '../segments/fold-changes';
import { crossingsOf, startOfWeek } from './read-lifecycle';

const PAGE = 30;

interface Wanted {
  segmentId: string;
  side: MemberSide;
  cursor: string | null;
}

interface Found {
  people: { memberId: MemberId; crossedAt: Instant | null }[];
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
  const ids = [...new Set(people.map(({ memberId }) => memberId))];
  const [members, features, asOf] = await Promise.all([
    store.members.getMany(ids),
    store.features.getMany(ids),
    countedUpTo({ store, now }),
  ]);
  const memberOf = new Map(members.map((member) => [member._id, member]));
  const featuresOf = new Map(features.map((one) => [one._id, one.of]));
  const rows = people.flatMap(({ memberId, crossedAt }) => {
    const member = memberOf.get(memberId);
    if (member?.status !== 'active') return [];
    const of = featuresOf.get(memberId) ?? null;
    const { nickname, phone, joinedAt } = member;
    return [
      {
        memberId,
        nickname,
        phone: phone?.masked ?? null,
        joinedAt,
        lastOrderAt: of?.lastOrderAt ?? null,
        orders: of?.orders.n ?? 0,
        amountFen: fen(of?.orders.amountFen ?? 0),
        crossedAt,
      },
    ];
  });
  return { name: segment.name, members: rows, nextCursor, asOf, now };
}

/** A page of those whose bit is set; the cursor is the next number. */
async function findThere(store: ReadStore, key: string, cursor: string | null): Promise<Found> {
  const { numbers, next } = await loadNumbers(store, key, Number(cursor ?? 0), PAGE);
  const there = await loadNumbered(store, numbers);
  return {
    people: there.map(({ _id }) => ({ memberId: _id, crossedAt: null })),
    nextCursor: next === null ? null : String(next),
  };
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
