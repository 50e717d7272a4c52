import type { EntryFilter } from '../../../contracts/points/points';
import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { viewEntry } from './view';

const PAGE = 20;

/** A page of the member's ledger, latest first. */
export async function listEntries(
  call: ReadCall<'member'>,
  { filter, cursor }: { filter: EntryFilter; cursor: string | null },
) {
  const { store, member, now } = call;
  const handleFor = handlesFor(call);
  const memberId = member._id;
  const { items, nextCursor } = await store.pointsEntries.find({
    where: filter === 'all' ? { memberId } : { memberId, side: filter },
    orderBy: 'number',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { entries: items.map((entry) => viewEntry(entry, handleFor)), nextCursor, now };
}
