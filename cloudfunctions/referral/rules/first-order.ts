import type { Fen } from '../../../contracts/primitives/fen';
import type { Instant } from '../../../contracts/primitives/time';
import { countsAsOrder } from './counted-order';

interface Terms {
  joinedAt: Instant;
  minOrderFen: Fen;
  orderUntil: Instant | null;
}

/** Whether an order is the friend's first completed one: it counts (counted-order.ts), and was paid after joining, in time, and large enough. */
export const qualifies = (
  { joinedAt, minOrderFen, orderUntil }: Terms,
  { paidFen, paidAt }: { paidFen: number; paidAt: Instant },
): boolean =>
  countsAsOrder({ paidFen, refundedFen: 0 }) &&
  paidFen >= minOrderFen &&
  paidAt >= joinedAt &&
  (orderUntil === null || paidAt < orderUntil);

/** After a refund: what is left of it still counts. */
export const stillQualifies = ({ minOrderFen }: Pick<Terms, 'minOrderFen'>, leftFen: number): boolean =>
  countsAsOrder({ paidFen: leftFen, refundedFen: 0 }) && leftFen >= minOrderFen;
