import type { ReadCall } from '../../kit/host/call';
import { atMost } from '../../kit/store/query/condition';
import { viewHandover } from './handover';
import { latestFirst } from '../../kit/store/query/latest-first';

/** The journal of handovers, newest first. */
export async function listHandovers(
  { store, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const { items, nextCursor } = await store.leaderHandovers.find(
    latestFirst('at', cursor, { at: atMost(now) }),
  );
  return { handovers: items.map(viewHandover), nextCursor, now };
}
