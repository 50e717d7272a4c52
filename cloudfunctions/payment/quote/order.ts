import type {
  BillItem,
  OrderState,
  OrderView,
  PayMethod,
  Quote,
  ReceiptLine,
  StoreOrderView,
} from '../../../contracts/payment/payment';
import { fen, yuanText, type Fen } from '../../../contracts/primitives/fen';
import type { MemberId, OrderId, RefundId } from '../../../contracts/primitives/ids';
import type { ShippingMode } from '../../../contracts/payment/shipping-values';
import type { Instant } from '../../../contracts/primitives/time';

import { fulfillmentOf, settlementOf, type Shipping } from '../shipping/shipping';

interface OrderClock {
  status: 'open' | 'awaiting_payment' | 'paid' | 'cancelled';
  expiresAt: Instant;
  agreed: Quote | null;
  refundedFen: Fen;
  surplusFen: Fen;
  surplusBackFen: Fen;
  undoneAt: Instant | null;
}

interface Order extends OrderClock {
  _id: OrderId;
  storeName: string;
  items: BillItem[];
  amountFen: Fen;
  payer: { key: string; memberId: MemberId | null } | null;
  atCounter: boolean;
  method: PayMethod | null;
  createdAt: Instant;
  paidAt: Instant | null;
  refundingFen: Fen;
  receipts: ReceiptLine[];
  shippingMode: ShippingMode;
  shipping: Shipping | null;
  fulfilled: { at: Instant } | null;
}

interface Refund {
  _id: RefundId;
  amountFen: Fen;
  reason: string;
  status: StoreOrderView['refunds'][number]['state'];
  createdAt: Instant;
}

/** What was paid for the order, or is to be. */
export const payableOf = (order: { agreed: Quote | null; amountFen: Fen }): Fen =>
  order.agreed?.payableFen ?? order.amountFen;

export function orderStateOf(order: OrderClock & { amountFen: Fen }, now: Instant): OrderState {
  switch (order.status) {
    case 'open':
      return now < order.expiresAt ? 'open' : 'expired';
    case 'awaiting_payment':
      return order.status;
    case 'cancelled':
      if (order.surplusFen === 0) return 'cancelled';
      return order.surplusBackFen < order.surplusFen ? 'returning' : 'returned';
    case 'paid': {
      if (order.undoneAt !== null) return 'undone';
      if (order.refundedFen === 0) return 'paid';
      return order.refundedFen >= payableOf(order) ? 'refunded' : 'partly_refunded';
    }
  }
}

/** All the money of it went back. */
export const isAllBack = (order: Pick<Order, 'refundedFen' | 'agreed' | 'amountFen'>): boolean =>
  order.refundedFen > 0 && order.refundedFen >= payableOf(order);

export const viewOrder = (order: Order, now: Instant): OrderView => ({
  orderId: order._id,
  storeName: order.storeName,
  items: order.items,
  amountFen: order.amountFen,
  payableFen: order.agreed?.payableFen ?? null,
  steps: order.agreed?.steps ?? [],
  atCounter: order.atCounter,
  state: orderStateOf(order, now),
  method: order.method,
  createdAt: order.createdAt,
  expiresAt: order.expiresAt,
  paidAt: order.paidAt,
  refundedFen: order.refundedFen,
  receipts: order.receipts,
  fulfillment: fulfillmentOf({ ...order, isBack: isAllBack(order) }),
});

/** What can still be given back: not what already is, nor what is on its way. A refund found late may have taken more. */
export const refundableFen = (
  order: Pick<Order, 'status' | 'agreed' | 'amountFen' | 'refundedFen' | 'refundingFen'>,
): Fen =>
  order.status === 'paid'
    ? fen(Math.max(0, payableOf(order) - order.refundedFen - order.refundingFen))
    : fen(0);

export const viewStoreOrder = (order: Order, refunds: readonly Refund[], now: Instant): StoreOrderView => ({
  ...viewOrder(order, now),
  hasPayer: order.payer !== null,
  refundableFen: refundableFen(order),
  settlement: settlementOf(order),
  refunds: refunds.map(({ _id, amountFen, reason, status, createdAt }) => ({
    refundId: _id,
    amountFen,
    reason,
    state: status,
    createdAt,
  })),
});

/** The first lines of a receipt: what was saved, step by step. */
export const savedLines = (agreed: Quote, at: Instant): ReceiptLine[] =>
  agreed.steps.map(({ text, savedFen }) => ({
    kind: 'saved',
    text: `${text}，省 ${yuanText(savedFen)} 元`,
    at,
  }));

/** What the payer chose, in one text: the same choice is the same attempt to pay. */
export const choiceOf = (agreed: Quote, at: 'wechat' | 'counter'): string =>
  `${at}:${agreed.couponId ?? 'none'}:${agreed.points}:${agreed.payableFen}`;
