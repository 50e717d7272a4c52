import * as z from 'zod';
import { billItem, couponOption, pointsOption, quote, quoteStep } from './quote';
import { fenAmount, instant, orderId, refundId } from '../values';
import { fulfillment, settlement } from './shipping-values';

export * from './quote';
export * from './issue-rule-values';
export * from './shipping-values';
export * from './troubled-refund-values';
export * from './line-refund-values';
export * from './counter-review-values';

/** The most one bill may come to: a typing mistake should not become a payment. */
const MOST_FEN = 10_000_000;
export const billAmount = fenAmount.refine(
  (amount) => amount > 0 && amount <= MOST_FEN,
  'an amount up to 100,000 yuan',
);

export const payMethod = z.enum(['wechat', 'cash', 'other', 'zero']);
export type PayMethod = z.output<typeof payMethod>;

/** Where an order stands, as people see it. */
const orderState = z.enum([
  'open',
  'expired',
  'awaiting_payment',
  'paid',
  'partly_refunded',
  'refunded',
  /** Cost nothing, and was taken back. */
  'undone',
  'cancelled',
  /** Cancelled, yet paid: the money is on its way back … */
  'returning',
  /** … and is back. */
  'returned',
]);
export type OrderState = z.output<typeof orderState>;

/** What an order did for its payer and what was taken back, with the reason; never edited. */
export const receiptLine = z.object({
  kind: z.enum(['saved', 'coupon', 'claim', 'earned', 'refund', 'restored', 'withdrawn', 'reversed']),
  text: z.string(),
  at: instant,
});
export type ReceiptLine = z.output<typeof receiptLine>;

/** handled: the merchant gave the money back in another way, outside WeChat Pay */
export const refundState = z.enum(['pending', 'processing', 'succeeded', 'abnormal', 'closed', 'handled']);
export type RefundState = z.output<typeof refundState>;

/** How the payer sorts their orders; waiting: not paid and not cancelled. */
export const orderFilter = z.enum(['all', 'waiting', 'paid', 'cancelled']);
export type OrderFilter = z.output<typeof orderFilter>;

export const orderView = z.object({
  orderId,
  storeName: z.string(),
  items: z.array(billItem),
  amountFen: fenAmount,
  /** What was agreed to be paid; null until the payer confirmed. */
  payableFen: fenAmount.nullable(),
  /** How the two differ, step by step; empty until the payer confirmed. */
  steps: z.array(quoteStep),
  /** The payer chose to pay at the counter: the clerk takes `payableFen`. */
  atCounter: z.boolean(),
  state: orderState,
  method: payMethod.nullable(),
  createdAt: instant,
  /** Open and unpaid orders end then. */
  expiresAt: instant,
  paidAt: instant.nullable(),
  refundedFen: fenAmount,
  receipts: z.array(receiptLine),
  /** 待提货 or 已提货; null where there is nothing to fulfill. */
  fulfillment: fulfillment.nullable(),
});
export type OrderView = z.output<typeof orderView>;

/** An order as the clerk sees it: nobody's openid or phone. */
export const storeOrderView = orderView.extend({
  /** A shopper has it on the phone. */
  hasPayer: z.boolean(),
  refundableFen: fenAmount,
  /** When money paid in WeChat is the merchant's; null: paid another way, or not yet. */
  settlement: settlement.nullable(),
  refunds: z.array(
    z.object({ refundId, amountFen: fenAmount, reason: z.string(), state: refundState, createdAt: instant }),
  ),
});
export type StoreOrderView = z.output<typeof storeOrderView>;

/** What the pay sheet takes, signed (`wx.requestPayment`). */
export const paySheet = z.object({
  appId: z.string(),
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.literal('RSA'),
  paySign: z.string(),
});
export type PaySheet = z.output<typeof paySheet>;

export const claimState = z.enum(['waiting', 'claimed', 'expired', 'withdrawn']);

export const checkout = z.object({
  order: orderView,
  quote,
  couponOptions: z.array(couponOption),
  /** Null for a guest, and where points take nothing off. */
  pointsOption: pointsOption.nullable(),
  payer: z.enum(['guest', 'member']),
  /** For somebody without a card: what joining now would save on this very bill. */
  joining: z.object({ savedFen: fenAmount, payableFen: fenAmount, steps: z.array(quoteStep) }).nullable(),
  now: instant,
});

export const paid = z.object({ outcome: z.literal('paid'), order: orderView });
