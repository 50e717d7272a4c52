import { refuse } from '../../../contracts/errors';
import type { ReadCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { byGroup } from '../figures/figures';
import { readFigures } from '../figures/read-figures';

const PAGE = 20;

/** Joins by WeChat group, most first; what no group was given for is told as that, not guessed. */
export async function listGroups(
  { store, staff, now }: ReadCall<'leader'>,
  { cursor }: { cursor: string | null },
) {
  const { leaderId } = staff;
  if (leaderId === null) throw refuse('not_allowed', 'staff without a leader');
  const [{ totals, pending }, { items, nextCursor }] = await Promise.all([
    readFigures(store, leaderId, now),
    store.leaderGroups.find({
      where: { leaderId },
      orderBy: 'joins',
      direction: 'desc',
      limit: PAGE,
      cursor,
    }),
  ]);
  const fresh = byGroup(pending);
  const view = ({ groupId, joins, lastJoinAt }: DocumentOf<'leaderGroups'>) => ({
    groupId,
    joins: Math.max(0, joins + (fresh.get(groupId)?.joins ?? 0)),
    lastJoinAt: fresh.get(groupId)?.lastJoinAt ?? lastJoinAt,
  });
  const groups = items.map(view).filter(({ joins }) => joins > 0);
  const known = await newGroups(store, leaderId, [...fresh.keys()]);
  // Groups of this very minute stand on the first page.
  const added = cursor === null ? [...fresh].filter(([groupId]) => !known.has(groupId)) : [];
  const all = [...groups, ...added.map(([groupId, sums]) => ({ groupId, ...sums }))];
  return {
    groups: all.sort((one, other) => other.joins - one.joins),
    withoutGroup: Math.max(0, totals.joins - (totals.sources.group ?? 0)),
    nextCursor,
  };
}

async function newGroups(
  store: Pick<ReadCall['store'], 'leaderGroups'>,
  leaderId: string,
  groupIds: readonly string[],
): Promise<Set<string>> {
  const found = await store.leaderGroups.getMany(groupIds.map((groupId) => `${leaderId}:${groupId}`));
  return new Set(found.map(({ groupId }) => groupId));
}
