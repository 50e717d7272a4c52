import type { OrderId } from '../ids';

const SHOWN = 6;

/** The short number people say across a counter: `7Q2 K9M`, the end of the id. Told apart within a day at a store, no key to anything. */
export function orderNumberText(orderId: OrderId): string {
  const tail = orderId.slice(-SHOWN);
  return `${tail.slice(0, SHOWN / 2)} ${tail.slice(SHOWN / 2)}`;
}
