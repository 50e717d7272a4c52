import type { ReadCall } from '../../kit/host/call';
import { atMost } from '../../kit/store/query/condition';
import { viewHandover } from './handover';

const PAGE = 20;

/** The journal of handovers, newest first. */
export async function listHandovers(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.leaderHandovers.find({
    where: { at: atMost(now) },
    orderBy: 'at',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  return { handovers: items.map(viewHandover), nextCursor, now };
}
