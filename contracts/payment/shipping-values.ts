import * as z from 'zod';
import { instant } from '../values';

/** How goods reach the person: taken along at the store, brought nearby, or nothing to carry (services). */
export const shippingMode = z.enum(['pickup', 'same_city', 'virtual']);
export type ShippingMode = z.output<typeof shippingMode>;

/**
 * What WeChat knows of an order it holds the money of: `due` not told yet · `shipped` told, the money waits for the person or
 * for time · `received` the person has it · `settled` the money is the merchant's · `not_needed` it went back whole ·
 * `failed` WeChat does not take it from us: the merchant ships it by hand.
 */
export const shippingState = z.enum(['due', 'shipped', 'received', 'settled', 'not_needed', 'failed']);
export type ShippingState = z.output<typeof shippingState>;

/** What the payer sees of it; null where there is nothing to fulfill. */
export const fulfillment = z.object({ mode: shippingMode, isDone: z.boolean() });
export type Fulfillment = z.output<typeof fulfillment>;

/** What the counter sees of it: when the money of an order is the merchant's. */
export const settlement = z.object({
  state: shippingState,
  /** When WeChat expects to release it; null: not known yet. */
  releaseAt: instant.nullable(),
  settledAt: instant.nullable(),
  /** WeChat's last errcode, while something is in the way. */
  problem: z.string().nullable(),
});
export type Settlement = z.output<typeof settlement>;
