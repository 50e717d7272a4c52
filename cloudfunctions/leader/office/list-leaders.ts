import type { ReadCall } from '../../kit/host/call';
import { oneOf } from '../../kit/store/query/condition';
import { viewLeader } from './leader-view';

const PAGE = 20;

/** All leaders: three database calls a page. */
export async function listLeaders(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.leaders.find({
    where: { status: oneOf(['active', 'paused'] as const) },
    orderBy: '_id',
    limit: PAGE,
    cursor,
  });
  const [stores, totals] = await Promise.all([
    store.stores.getMany([...new Set(items.map(({ storeId }) => storeId))]),
    store.leaderTotals.getMany(items.map(({ _id }) => _id)),
  ]);
  const nameOf = new Map(stores.map(({ _id, name }) => [_id, name]));
  const totalsOf = new Map(totals.map((total) => [total._id, total]));
  return {
    leaders: items.map((leader) =>
      viewLeader(leader, nameOf.get(leader.storeId) ?? '', totalsOf.get(leader._id) ?? null),
    ),
    nextCursor,
    now,
  };
}
