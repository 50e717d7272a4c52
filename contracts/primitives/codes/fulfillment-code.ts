import { isOrderId, type OrderId } from '../ids';

/** What the payer's phone shows where goods are given out, and a clerk's scan reads: the order, and proof of who holds it. */
const PREFIX = 'TKO';
const PROOF = /^[0-9A-Za-z_-]{12}$/;

export const fulfillmentCode = (orderId: OrderId, proof: string): string => `${PREFIX}:${orderId}:${proof}`;

export function readFulfillmentCode(text: string): { orderId: OrderId; proof: string } | null {
  const [prefix, orderId, proof = '', ...more] = text.trim().split(':');
  if (prefix !== PREFIX || more.length > 0 || !isOrderId(orderId) || !PROOF.test(proof)) return null;
  return { orderId, proof };
}
