import * as z from 'zod';
import { operation } from '../operation';
import { cursor, instant, refundId } from '../values';
import { troubledRefund } from './troubled-refund-values';
import { shown } from '../text-marks';

export * from './troubled-refund-values';

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
    output: z.object({ isAccepted: z.boolean() }),
  }),
  /**
   * The money went back outside WeChat Pay, or nothing is left to do. WeChat is asked first: `returned` when it did it after
   * all. Refuses `refund_not_found`, `refund_over`, `refund_on_its_way`.
   */
  handleRefund: operation({
    actor: 'operator',
    idempotency: { decidedBy: 'refunds/<id>.handled: dealt with once' },
    input: z.object({ refundId, note: shown(z.string().trim().min(2).max(100)) }),
    output: z.object({ outcome: z.enum(['handled', 'returned']) }),
  }),
};
