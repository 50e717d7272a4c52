import * as z from 'zod';
import { operation } from './operation';
import { cursor, fenAmount, instant, orderId, refundId } from './values';

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

export const troubledRefundOperations = {
  /** 待处理退款, the longest waiting first. */
  listTroubledRefunds: operation({
    actor: 'operator',
    idempotency: 'read',
    input: z.object({ cursor }),
    output: z.object({ refunds: z.array(troubledRefund), nextCursor: cursor, now: instant }),
  }),
  /** Sends it again now. Refuses `refund_not_found`, `refund_too_much` or `refund_units_back` when the order was refunded otherwise meanwhile. */
  retryRefund: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'refunds/<id>: WeChat knows a refund by its number, so it is given back once' },
    input: z.object({ refundId }),
    output: z.object({ isSettled: z.boolean() }),
  }),
  /**
   * The money went back outside WeChat Pay, or nothing is left to do. WeChat is asked first: `returned` when it did it after
   * all. Refuses `refund_not_found`, `refund_settled`, `refund_on_its_way`.
   */
  handleRefund: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'refunds/<id>.handled: dealt with once' },
    input: z.object({ refundId, note: z.string().trim().min(2).max(100) }),
    output: z.object({ outcome: z.enum(['handled', 'returned']) }),
  }),
};
