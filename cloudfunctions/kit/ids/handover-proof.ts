import { createHmac, timingSafeEqual } from 'node:crypto';
import type { OrderId } from '../../../contracts/primitives/ids';

/** 72 bits that only the payer's own page shows: who has the number of an order alone cannot take its goods. */
export const handoverProof = (key: Buffer, orderId: OrderId): string =>
  createHmac('sha256', key).update(`handover:${orderId}`).digest('base64url').slice(0, 12);

export function isHandoverProof(key: Buffer, orderId: OrderId, shown: string): boolean {
  const [expected, given] = [Buffer.from(handoverProof(key, orderId)), Buffer.from(shown)];
  return expected.length === given.length && timingSafeEqual(expected, given);
}
