import type { DeliveryState } from '../../../contracts/message';
import type { ReadCall } from '../../kit/host/call';

const PAGE = 20;

/** Messages in one state, newest first; whom they went to is nobody's business here. */
export async function listDeliveries(
  { store, now }: ReadCall<'operator'>,
  { delivery, cursor }: { delivery: DeliveryState; cursor: string | null },
) {
  const { items, nextCursor } = await store.messages.find({
    where: { delivery },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const deliveries = items.map(({ _id, kind, title, channel, note, trail, createdAt }) => ({
    id: _id,
    kind,
    title,
    channel,
    note,
    attempts: trail.length,
    at: createdAt,
  }));
  return { deliveries, nextCursor, now };
}
