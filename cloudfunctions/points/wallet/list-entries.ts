import type { EntryFilter } from '../../../contracts/points';
import type { ReadCall } from '../../kit/host/call';
import { viewEntry } from './view';

const PAGE = 20;

/** A page of the member's ledger, latest first. */
export async function listEntries(
  { store, member, now }: ReadCall<'member'>,
  { filter, cursor }: { filter: EntryFilter; cursor: string | null },
) {
  const memberId = member._id;
  const { items, nextCursor } = await store.pointsEntries.find({
    where: filter === 'all' ? { memberId } : { memberId, side: filter },
    orderBy: 'number',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { entries: items.map(viewEntry), nextCursor, now };
}
