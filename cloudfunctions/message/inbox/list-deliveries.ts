import type { DeliveryState } from '../../../contracts/message/message';
import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';

const PAGE = 20;

/** Messages in one state, newest first; whom they went to is nobody's business here. */
export async function listDeliveries(
  call: ReadCall<'operator'>,
  { delivery, cursor }: { delivery: DeliveryState; cursor: string | null },
) {
  const { store, now } = call;
  const handleFor = handlesFor(call);
  const { items, nextCursor } = await store.messages.find({
    where: { delivery },
    orderBy: 'createdAt',
    direction: 'desc',
    limit: PAGE,
    cursor,
  });
  const deliveries = items.map(({ _id, kind, title, channel, note, trail, createdAt }) => ({
    id: handleFor(_id),
    kind,
    title,
    channel,
    note,
    attempts: trail.length,
    at: createdAt,
  }));
  return { deliveries, nextCursor, now };
}
