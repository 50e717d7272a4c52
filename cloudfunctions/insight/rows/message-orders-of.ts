import type { Sums } from '../../../contracts/primitives/insight/measures';
import { addMs, DAY_MS, type Instant } from '../../../contracts/primitives/time';
import type { Order } from './orders-of';
import type { Place } from './person-history';
import type { Told } from './told-person';

/** An order is a message's when it is paid within so long of being opened or followed. */
export const MESSAGE_WINDOW_MS = 3 * DAY_MS;

/** Where a message is counted besides: by its channel and its kind; nowhere what is none. */
export function messagePlaceOf({ kind, refs: { channel, message } }: Told): Place {
  if (!kind.startsWith('message_')) return [];
  return [
    ...(typeof channel === 'string' ? [['channel', channel] as const] : []),
    ...(typeof message === 'string' ? [['message', message] as const] : []),
  ];
}

interface MessageOrder {
  at: Instant;
  place: Place;
  sums: Sums;
}

/**
 * Orders that are kept, each given to the one message somebody looked at last before it, so that no order counts for two.
 * @param facts of one person, in order
 */
export function messageOrdersOf(facts: readonly Told[], orders: readonly Order[]): MessageOrder[] {
  const seen = facts.filter(({ kind }) => kind === 'message_opened' || kind === 'message_clicked');
  if (seen.length === 0) return [];
  return orders.flatMap(({ fact: { at }, place, amountFen, refunds, isKept }) => {
    if (!isKept) return [];
    const last = seen
      .filter((message) => message.at <= at && at < addMs(message.at, MESSAGE_WINDOW_MS))
      .at(-1);
    if (!last) return [];
    const messageOrderFen = refunds.reduce((left, refund) => left - refund.amountFen, amountFen);
    return [{ at, place: [...place, ...messagePlaceOf(last)], sums: { messageOrders: 1, messageOrderFen } }];
  });
}
