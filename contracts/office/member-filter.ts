import * as z from 'zod';
import { unshown } from '../text-marks';
import { cardPlanId, fenAmount, instant, leaderId, storeId } from '../values';
import { memberSource } from './kept-values';

/** The windows in which orders and amounts are kept, in days. */
export const buyingWindows = [30, 90, 365] as const;
export type BuyingWindow = (typeof buyingWindows)[number];

/** Half-open: `from <= value < until`; an end that is null is open. */
const rangeOf = <Value extends z.ZodType>(value: Value) =>
  z.object({ from: value.nullable(), until: value.nullable() }).nullable().default(null);
const count = z.int().nonnegative().max(1_000_000_000);

/** What a list of members is narrowed to; null asks for nothing. A field here has its line in `office/members/list/plan-search.ts`. */
export const memberFilter = z.object({
  /** A name or a part of it, the last four digits of the number, the whole number, or the number of the card. */
  text: unshown(z.string().trim().max(30), 'looked for, never kept in sight').nullable().default(null),
  planId: cardPlanId.nullable().default(null),
  leaderId: leaderId.nullable().default(null),
  storeId: storeId.nullable().default(null),
  source: memberSource.nullable().default(null),
  /** 1 to 12. */
  birthMonth: z.int().min(1).max(12).nullable().default(null),
  tag: unshown(z.string().trim().min(1).max(20), 'one of the merchant’s own tags').nullable().default(null),
  /** The tier's id. */
  tierId: z.int().min(0).max(9999).nullable().default(null),
  /** Something of it was bought in the last 365 days and not given back whole. */
  category: unshown(z.string().trim().min(1).max(20), 'one of the merchant’s own categories')
    .nullable()
    .default(null),
  frozen: z.boolean().nullable().default(null),
  joined: rangeOf(instant),
  /** Who never paid comes before every moment. */
  lastPaid: rangeOf(instant),
  buying: z
    .object({
      days: z.union(buyingWindows.map((days) => z.literal(days))),
      orders: rangeOf(count),
      amountFen: rangeOf(fenAmount),
    })
    .nullable()
    .default(null),
  coupons: rangeOf(count),
  points: rangeOf(z.int().min(-1_000_000_000).max(1_000_000_000)),
});
export type MemberFilter = z.output<typeof memberFilter>;
export type MemberFilterInput = z.input<typeof memberFilter>;
