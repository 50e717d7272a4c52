import * as z from 'zod';
import { reviewView } from './counter-review';
import { operation } from './operation';
import { quoteLine } from './quote';
import { fenAmount, orderId, pointsAmount } from './values';

/** A line of a paid order: what its payer paid for it, and what of that is back or on its way. */
export const orderLine = quoteLine.extend({
  /** Its place on the bill, from 0. */
  line: z.int().nonnegative(),
  title: z.string(),
  quantity: z.int().positive(),
  unitPriceFen: fenAmount.nullable(),
  amountFen: fenAmount,
  backQuantity: z.int().nonnegative(),
  backFen: fenAmount,
  /** What giving back its next unit comes to; null: none is left. */
  nextUnitFen: fenAmount.nullable(),
});
export type OrderLine = z.output<typeof orderLine>;

/** So many units of a line. */
export const lineUnits = z.object({
  line: z.int().nonnegative().max(49),
  quantity: z.int().min(1).max(999),
});
export type LineUnits = z.output<typeof lineUnits>;

const chosenLines = z
  .array(lineUnits)
  .min(1)
  .max(50)
  .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, 'each line once');

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
      reason: z.string().min(1).max(60),
    }),
    output: z.object({ refundedFen: fenAmount, review: reviewView.nullable() }),
  }),
};
