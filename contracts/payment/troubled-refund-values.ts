import * as z from 'zod';
import { fenAmount, instant, orderId, refundId } from '../values';

/** A refund that does not come to its end by itself, as the operator sees it. */
export const troubledRefund = z.object({
  refundId,
  orderId,
  storeName: z.string(),
  /** surplus: money that came for an order which no longer took it */
  kind: z.enum(['order', 'surplus']),
  amountFen: fenAmount,
  /** Why it is given back. */
  reason: z.string(),
  /** What holds it up, and what can be done. */
  trouble: z.string(),
  /** False: the money is back; what is left is to take note of it. */
  canRetry: z.boolean(),
  since: instant,
});
export type TroubledRefund = z.output<typeof troubledRefund>;
