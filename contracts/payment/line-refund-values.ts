import * as z from 'zod';
import { quoteLine } from './quote';
import { fenAmount } from '../values';

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

export const chosenLines = z
  .array(lineUnits)
  .min(1)
  .max(50)
  .refine((lines) => new Set(lines.map(({ line }) => line)).size === lines.length, 'each line once');

/** Why it goes back, of a few: quality is counted, what the shopper reads is written beside it. */
export const refundCause = () => z.enum(['quality', 'missing', 'unwanted', 'other']);
