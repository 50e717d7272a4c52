import type { ReceiptLine } from '../../contracts/payment';
import type { Fen } from '../../contracts/primitives/fen';
import type { MemberId } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import { redeemLockedCoupon } from '../coupon/redeem-locked-coupon';
import { restoreCoupon } from '../coupon/restore-coupon';
import type { DocumentOf } from '../kit/store/schema';
import type { TransactionStore } from '../kit/store/store';

/**
 * What a member's payment sets off, and what a refund takes back: one list each, all of it inside the transaction that
 * marks the order settled or the refund succeeded, so it happens exactly once. Points, growth and invite rewards add
 * their functions here. Each answers the lines it puts on the receipt.
 */
export interface PaidOrder {
  order: DocumentOf<'orders'>;
  memberId: MemberId;
  /** The first payment of this person. */
  isFirst: boolean;
  now: Instant;
}
export type PaidHook = (transaction: TransactionStore, paid: PaidOrder) => Promise<ReceiptLine[]>;

export interface RefundedOrder {
  order: DocumentOf<'orders'>;
  memberId: MemberId;
  refund: DocumentOf<'refunds'>;
  /** What was paid for the order in money; `order.refundedFen` of it was back before this refund. */
  paidFen: Fen;
  /** With this refund all of the money is back: the remainder of every share goes with it. */
  isWhole: boolean;
  /** The merchant gives the coupon of a wholly refunded order back. */
  restoresCoupon: boolean;
  now: Instant;
}
export type RefundHook = (transaction: TransactionStore, refunded: RefundedOrder) => Promise<ReceiptLine[]>;

const redeemOrderCoupon: PaidHook = async (transaction, { order, now }) => {
  const couponId = order.agreed?.couponId;
  if (!couponId) return [];
  await redeemLockedCoupon(transaction, { couponId, orderId: order._id, storeId: order.storeId, now });
  return [{ kind: 'coupon', text: '优惠券已使用', at: now }];
};

const restoreOrderCoupon: RefundHook = async (transaction, { order, isWhole, restoresCoupon, now }) => {
  const couponId = order.agreed?.couponId;
  if (!couponId || !isWhole) return [];
  if (!restoresCoupon) return [{ kind: 'reversed', text: '按商家规则，已用的优惠券不退回', at: now }];
  await restoreCoupon(transaction, { couponId, orderId: order._id, now });
  return [{ kind: 'restored', text: '全额退款，优惠券已退回（有效期不变）', at: now }];
};

export const paidHooks: readonly PaidHook[] = [redeemOrderCoupon];
export const refundHooks: readonly RefundHook[] = [restoreOrderCoupon];

/** Runs a list in its order and collects the receipt lines. */
export async function runHooks<Facts>(
  hooks: readonly ((transaction: TransactionStore, facts: Facts) => Promise<ReceiptLine[]>)[],
  transaction: TransactionStore,
  facts: Facts,
): Promise<ReceiptLine[]> {
  const lines: ReceiptLine[] = [];
  for (const hook of hooks) lines.push(...(await hook(transaction, facts)));
  return lines;
}
