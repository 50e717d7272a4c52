import * as z from 'zod';
import { reviewView } from './counter-review-values';
import { operation } from '../operation';
import { quoteLine } from './quote';
import { fenAmount, orderId, pointsAmount } from '../values';
import { chosenLines, refundCause } from './line-refund-values';
import { shown } from '../text-marks';

export * from './line-refund-values';

export const lineRefundOperations = {
  /**
   * What giving back these units comes to: their share of what was paid, as it was worked out at the sale. Refuses what
   * `refundLines` refuses.
   */
  previewRefund: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: 'read',
    input: z.object({ orderId, lines: chosenLines }),
    output: z.object({
      lines: z.array(
        quoteLine.extend({
          line: z.int().nonnegative(),
          title: z.string(),
          quantity: z.int().positive(),
          amountFen: fenAmount,
        }),
      ),
      /** The money that goes back. */
      amountFen: fenAmount,
      /** Spent points that come back, and earned ones that are taken back. */
      pointsBack: pointsAmount,
      pointsTakenBack: pointsAmount,
      /** With it everything that was paid is back; only then the coupon may be given back. */
      isWhole: z.boolean(),
    }),
  }),
  /**
   * Gives units of lines back. Refuses `refund_units_back`, `refund_changed` when it no longer comes to `expectedFen`,
   * `refund_nothing`, `refund_too_much`, `order_not_paid`.
   */
  refundLines: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: {
      decidedBy: 'refunds/ref_<of order and request id>: the same request refunds once',
      byRequest: true,
    },
    input: z.object({
      orderId,
      lines: chosenLines,
      expectedFen: fenAmount,
      cause: refundCause().default('other'),
      reason: shown(z.string().min(1).max(60)),
    }),
    output: z.object({ refundedFen: fenAmount, review: reviewView.nullable() }),
  }),
};
