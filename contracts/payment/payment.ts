import * as z from 'zod';
import { joinOffer } from '../card/card-values';
import { counterReviewOperations, reviewView } from './counter-review';
import { lineRefundOperations, orderLine, refundCause } from './line-refund';
import { issueRuleOperations } from './issue-rule';
import { callLimit } from '../limit';
import { operation, type ApiOf } from '../operation';
import { MINUTE_MS } from '../primitives/time';
import { billItem, couponChoice } from './quote';
import { orderShippingOperations } from './order-shipping';
import { troubledRefundOperations } from './troubled-refund';
import { claimId, cursor, fenAmount, instant, orderId, storeId } from '../values';
import {
  orderFilter,
  billAmount,
  orderView,
  storeOrderView,
  paySheet,
  claimState,
  checkout,
  paid,
} from './payment-values';
import { storeFields } from '../merchant/store-values';
import { shown } from '../text-marks';

export * from './payment-values';

const openStore = storeFields.pick({ address: true, phone: true, hours: true }).extend({
  storeId,
  name: z.string(),
  /** Closed: it takes no new orders now. */
  open: z.boolean(),
});
export type OpenStore = z.output<typeof openStore>;

export const paymentOperations = {
  /** The stores a bill can be opened at, and what anybody may know of them: where, when, and how they are called. */
  listStores: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ stores: z.array(openStore) }),
  }),
  /** The categories a coupon or the points rule names: an item is matched by the exact word. */
  listCategories: operation({
    actor: 'clerk',
    store: 'none',
    idempotency: 'read',
    input: z.object({}),
    output: z.object({ categories: z.array(z.string()) }),
  }),
  /** A clerk opens a bill and shows its code. Refuses `store_not_found`. */
  openBill: operation({
    actor: 'clerk',
    store: 'named',
    idempotency: {
      decidedBy: 'orders/ord_<of clerk and request id>: the same request opens the same bill',
      byRequest: true,
    },
    input: z.object({ storeId, items: z.array(billItem).min(1).max(50) }),
    output: z.object({ order: storeOrderView }),
  }),
  /** A shopper starts 买单. Refuses `store_not_found`. */
  openOrder: operation({
    actor: 'guest',
    limit: callLimit('open_order', 30, 10 * MINUTE_MS),
    idempotency: {
      decidedBy: 'orders/ord_<of payer and request id>: the same request opens the same order',
      byRequest: true,
    },
    input: z.object({ storeId, amountFen: billAmount }),
    output: z.object({ orderId }),
  }),
  /** What an order comes to for the caller. Refuses `order_not_found`, `order_taken`. */
  quote: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ orderId, coupon: couponChoice, usePoints: z.boolean() }),
    output: checkout,
  }),
  /**
   * Confirms a quote: locks coupon and points to the order and prepares the payment. Nothing to pay completes at once.
   * Refuses `quote_changed` when it no longer comes to `expectedFen`, `order_expired`, `order_taken`, `order_closed`,
   * `order_paid_at_counter` (`attach` makes it the caller's), `payment_in_progress`, `wechat_unavailable`.
   */
  pay: operation({
    actor: 'guest',
    limit: { boundedBy: 'an order, of which openOrder allows few, has at most 99 attempts' },
    idempotency: {
      decidedBy:
        'payments/pay_<order><attempt>: the same choice is the same attempt; another choice closes it first',
    },
    input: z.object({
      orderId,
      coupon: couponChoice,
      usePoints: z.boolean(),
      expectedFen: fenAmount,
      at: z.enum(['wechat', 'counter']),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('pay_in_wechat'), order: orderView, sheet: paySheet }),
      z.object({ outcome: z.literal('pay_at_counter'), order: orderView }),
      paid,
    ]),
  }),
  /** After the pay sheet: asks WeChat Pay itself, for the sheet's answer is no proof. Refuses `order_not_found`. */
  confirm: operation({
    actor: 'guest',
    limit: {
      boundedBy:
        'an order is paid once; until then each call asks WeChat Pay once, whose own limit is passed on',
    },
    idempotency: { decidedBy: 'orders/<id>.status: an order is paid once' },
    input: z.object({ orderId }),
    output: z.object({ order: orderView, claimId: claimId.nullable(), now: instant }),
  }),
  /**
   * The payer, or the clerk who opened it and still is one, gives the order up; its coupon and points are free again. Refuses
   * `order_already_paid`, `not_allowed`, `not_your_store`.
   */
  cancel: operation({
    actor: 'guest',
    limit: { boundedBy: 'an order is cancelled once' },
    idempotency: { decidedBy: 'orders/<id>.status: cancelled once' },
    input: z.object({ orderId }),
    output: z.object({ order: orderView }),
  }),
  /**
   * A bill that was paid in cash before anybody scanned it becomes the caller’s. Refuses `order_taken`, `order_expired`, and
   * `bill_own` for whoever opened it or took its money.
   */
  attach: operation({
    actor: 'guest',
    limit: { boundedBy: 'an order gets its payer once' },
    idempotency: { decidedBy: 'orders/<id>.payer is set once' },
    input: z.object({ orderId }),
    output: z.object({ order: orderView, claimId: claimId.nullable() }),
  }),
  /** The caller’s own order with its receipts. Refuses `order_not_found`. */
  readOrder: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ orderId }),
    output: z.object({
      order: orderView,
      /** What each line came to, and what giving it back would. */
      lines: z.array(orderLine),
      claimId: claimId.nullable(),
      /** While goods wait: the code a clerk scans, and what WeChat's own sheet confirms by, once it knows of them. */
      pickUp: z.object({ code: z.string(), transactionId: z.string().nullable() }).nullable(),
      now: instant,
    }),
  }),
  /** The caller’s orders, newest first. */
  listOrders: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ state: orderFilter.default('all'), cursor }),
    output: z.object({ orders: z.array(orderView), nextCursor: cursor, now: instant }),
  }),
  /** A card the caller may claim, with all it gives. Refuses `claim_not_found`, also for somebody else’s. */
  readClaim: operation({
    actor: 'guest',
    idempotency: 'read',
    input: z.object({ claimId }),
    output: z.object({
      claimId,
      state: claimState,
      /** Why it cannot be claimed; null while it can. */
      reason: z.string().nullable(),
      brandName: z.string(),
      offer: joinOffer,
      expiresAt: instant,
      viewer: z.enum(['guest', 'member']),
      now: instant,
    }),
  }),
  /** Today’s orders of a store, newest first. */
  listStoreOrders: operation({
    actor: 'clerk',
    store: 'named',
    idempotency: 'read',
    input: z.object({ storeId, cursor }),
    output: z.object({ orders: z.array(storeOrderView), nextCursor: cursor, now: instant }),
  }),
  /** One order, for the clerk who opened it or takes it back. Refuses `order_not_found`. */
  readBill: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: 'read',
    input: z.object({ orderId }),
    output: z.object({
      order: storeOrderView,
      lines: z.array(orderLine),
      /** What of it went to a second person, newest first. */
      reviews: z.array(reviewView),
      now: instant,
    }),
  }),
  /** The mini-program code of a bill. Refuses `order_not_found`, `wechat_unavailable`. */
  readBillCode: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: 'read',
    input: z.object({ orderId }),
    output: z.object({ page: z.string(), scene: z.string(), pngBase64: z.string() }),
  }),
  /**
   * Cash or another way of paying, taken at the counter. Refuses `quote_changed` when the payer chose anew meanwhile, `order_expired`, `order_closed`, `payment_in_progress`, and
   * `bill_own` when the payer is who opened it or takes the money.
   */
  recordCounterPayment: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'orders/<id>.status: an order is paid once' },
    input: z.object({
      orderId,
      method: z.enum(['cash', 'other']),
      /** What the clerk was shown and took; null: a client from before it was told. */
      expectedFen: fenAmount.nullable().default(null),
    }),
    /** With a review, it waits for a second person and nothing is done. */
    output: z.object({ order: storeOrderView, review: reviewView.nullable() }),
  }),
  /**
   * 作废: a clerk ends a bill nobody paid; its coupon and points are the payer’s again. Refuses `order_not_found`,
   * `order_already_paid`, and `payment_in_progress` while the payer is at the pay sheet.
   */
  endBill: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'orders/<id>.status: ended once' },
    input: z.object({ orderId }),
    output: z.object({ order: storeOrderView }),
  }),
  /** Gives money back, all or part. Refuses `refund_too_much`, `order_not_paid`, `refund_not_possible` once it is cancelled. */
  refund: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: {
      decidedBy: 'refunds/ref_<of order and request id>: the same request refunds once',
      byRequest: true,
    },
    input: z.object({
      orderId,
      amountFen: fenAmount,
      cause: refundCause().default('other'),
      reason: shown(z.string().min(1).max(60)),
    }),
    output: z.object({ order: storeOrderView, review: reviewView.nullable() }),
  }),
  ...orderShippingOperations,
  ...troubledRefundOperations,
  ...lineRefundOperations,
  ...counterReviewOperations,
  ...issueRuleOperations,
};
export type PaymentApi = ApiOf<typeof paymentOperations>;
