import type { EntryFilter } from '../../contracts/points';
import type { EntryKind } from '../../contracts/points-ledger';
import type { ReadCall } from '../kit/host/call';
import { oneOf } from '../kit/store/condition';
import { viewEntry } from './view';

const PAGE = 20;

const kindsOf: Record<Exclude<EntryFilter, 'all'>, EntryKind[]> = {
  earned: ['earn', 'activate', 'adjust', 'refund_back', 'merge_in', 'transfer', 'repair'],
  spent: ['spend', 'claw_back', 'debt', 'settle', 'merge_out'],
  expired: ['expire'],
};

/** A page of the member's ledger, latest first. */
export async function listEntries(
  { store, member, now }: ReadCall<'member'>,
  { filter, cursor }: { filter: EntryFilter; cursor: string | null },
) {
  const memberId = member._id;
  const { items, nextCursor } = await store.pointsEntries.find({
    where: filter === 'all' ? { memberId } : { memberId, kind: oneOf(kindsOf[filter]) },
    orderBy: 'number',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { entries: items.map(viewEntry), nextCursor, now };
}
