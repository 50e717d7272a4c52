import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OrderId } from '../../../contracts/primitives/ids';

/** 72 bits that only the payer's own page shows: who has the number of an order alone cannot take its goods. */
export const fulfillmentProof = (key: Buffer, orderId: OrderId): string =>
  createHmac('sha256', key).update(`fulfillment:${orderId}`).digest('base64url').slice(0, 12);

export function isFulfillmentProof(key: Buffer, orderId: OrderId, shown: string): boolean {
  const [expected, given] = [Buffer.from(fulfillmentProof(key, orderId)), Buffer.from(shown)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
