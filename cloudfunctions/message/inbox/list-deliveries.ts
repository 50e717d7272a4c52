import type { DeliveryState } from '../../../contracts/message/message';
import type { ReadCall } from '../../kit/host/call';
import { handlesFor } from '../../kit/ids/handle-key';
import { latestFirst } from '../../kit/store/query/latest-first';

/** Messages in one state, newest first; whom they went to is nobody's business here. */
export async function listDeliveries(
  call: ReadCall<'operator'>,
  { delivery, cursor }: { delivery: DeliveryState; cursor: string | null },
) {
  const { store, now } = call;
  const handleFor = handlesFor(call);
  const { items, nextCursor } = await store.messages.find(latestFirst('createdAt', cursor, { delivery }));
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
