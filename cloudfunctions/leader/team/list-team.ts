import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import { readBadges } from '../../growth/wallet/read-badges';
import { worth } from './award';
import { maskName } from './masked-name';
import { latestFirst } from '../../kit/store/query/latest-first';

/** A page of the team, newest first: four database calls, two after one. Nothing here leads to a person. */
export async function listTeam(
  { store, staff, now }: ReadCall<'leader'>,
  { cursor }: { cursor: string | null },
) {
  const { leaderId } = staff;
  if (leaderId === null) throw refuse('not_allowed', 'staff without a leader');
  const { items, nextCursor } = await store.members.find(
    latestFirst('joinedAt', cursor, { leaderId, status: 'active' }),
  );
  const idsOf = items.flatMap(({ _id, absorbed }) => [_id, ...absorbed]);
  const [ordered, badgeOf] = await Promise.all([
    listOrdered(store, idsOf),
    readBadges(
      store,
      items.map(({ _id }) => _id),
      now,
    ),
  ]);
  return {
    members: items.map(({ _id, absorbed, nickname, joinedAt, attribution }) => ({
      name: maskName(nickname),
      joinedAt,
      source: attribution?.source ?? ('unknown' as const),
      hasOrdered: [_id, ...absorbed].some((id) => ordered.has(id)),
      tier: badgeOf?.(_id) ?? null,
      takenOver: attribution?.leaderId !== leaderId,
    })),
    nextCursor,
    now,
  };
}

async function listOrdered(
  store: Pick<ReadCall['store'], 'leaderAwards'>,
  memberIds: readonly MemberId[],
): Promise<Set<MemberId | null>> {
  if (memberIds.length === 0) return new Set();
  const { items } = await store.leaderAwards.find({
    where: { memberId: oneOf<MemberId | null>(memberIds), kind: 'first_order' },
    orderBy: '_id',
    limit: 900,
  });
  return new Set(items.filter((award) => worth(award) > 0).map(({ memberId }) => memberId));
}
