import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../contracts/primitives/time';
import * as z from 'zod';
import type { PayState, PayTransaction } from '../pay/state';

/**
 * 发货信息管理 as WeChat keeps it beside WeChat Pay: what a paid order's goods are up to, and when the money that is frozen
 * until then is the merchant's (platform-facts, section 9). Pure; times in epoch milliseconds.
 */
export const tradeOrderSchema = z.object({
  /** How often shipping information was taken: the second is the only re-ship chance. */
  uploads: z.int().nonnegative(),
  /** What was uploaded, to tell an unchanged repeat. */
  told: z.string().nullable(),
  shippedAt: z.number().nullable(),
  logisticsType: z.number().nullable(),
  confirmedAt: z.number().nullable(),
  /** 1 by time, 2 by the person. */
  confirmedBy: z.union([z.literal(1), z.literal(2)]).nullable(),
  settledAt: z.number().nullable(),
  /** `notify_confirm_receive` is taken once. */
  wasNotified: z.boolean(),
  wasReminded: z.boolean(),
});
export type TradeOrder = z.infer<typeof tradeOrderSchema>;

export const newTradeOrder = (): TradeOrder => ({
  uploads: 0,
  told: null,
  shippedAt: null,
  logisticsType: null,
  confirmedAt: null,
  confirmedBy: null,
  settledAt: null,
  wasNotified: false,
  wasReminded: false,
});

/** WeChat does not know an order before. */
export const KNOWN_AFTER_MS = MINUTE_MS;
/** Goods that nobody sends confirm themselves; express takes longer. */
const CONFIRMED_AFTER_MS = { express: 10 * DAY_MS, other: 2 * DAY_MS };
/** From the confirmation to the money. */
const SETTLED_AFTER_MS = 10 * MINUTE_MS;
/** Whoever has not shipped by then is reminded. */
export const REMINDED_AFTER_MS = 36 * HOUR_MS;
export const EXPRESS = 1;

/** `order_state`. */
export const TO_SHIP = 1;
export const SHIPPED = 2;
export const CONFIRMED = 3;
export const COMPLETE = 4;
export const REFUNDED = 5;

export const refundedFen = (state: PayState, outTradeNo: string): number =>
  [...state.refunds.values()]
    .filter((refund) => refund.outTradeNo === outTradeNo && refund.status === 'SUCCESS')
    .reduce((sum, { amountFen }) => sum + amountFen, 0);

export function orderState(order: TradeOrder, isRefunded: boolean): number {
  if (isRefunded) return REFUNDED;
  if (order.settledAt !== null) return COMPLETE;
  if (order.confirmedAt !== null) return CONFIRMED;
  return order.shippedAt === null ? TO_SHIP : SHIPPED;
}

/** When an order that was shipped confirms itself. */
export const confirmsAt = ({ shippedAt, logisticsType }: TradeOrder): number | null =>
  shippedAt === null
    ? null
    : shippedAt + (logisticsType === EXPRESS ? CONFIRMED_AFTER_MS.express : CONFIRMED_AFTER_MS.other);

/** What time alone does to an order. */
export function afterTime(order: TradeOrder, now: number): TradeOrder {
  const at = confirmsAt(order);
  const confirmed: TradeOrder =
    order.confirmedAt === null && at !== null && now >= at
      ? { ...order, confirmedAt: at, confirmedBy: 1 }
      : order;
  if (confirmed.confirmedAt === null || confirmed.settledAt !== null) return confirmed;
  const settledAt = confirmed.confirmedAt + SETTLED_AFTER_MS;
  return now >= settledAt ? { ...confirmed, settledAt } : confirmed;
}

/** What of a payment the merchant cannot have yet, and what they can. */
export function moneyOf({ totalFen, paidAt }: PayTransaction, order: TradeOrder, backFen: number) {
  const keptFen = paidAt === null ? 0 : totalFen - backFen;
  return order.settledAt === null
    ? { frozenFen: keptFen, releasedFen: 0 }
    : { frozenFen: 0, releasedFen: keptFen };
}
