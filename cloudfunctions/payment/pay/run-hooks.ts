import type { ReceiptLine } from '../../../contracts/payment/payment';
import { fen, type Fen } from '../../../contracts/primitives/fen';
import type { MemberId } from '../../../contracts/primitives/ids';
import { pointsText } from '../../../contracts/primitives/points';
import { chinaTimeText, type Instant } from '../../../contracts/primitives/time';
import { redeemLockedCoupon } from '../../coupon/order/redeem-locked-coupon';
import { restoreCoupon } from '../../coupon/order/restore-coupon';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { recordOrder } from '../../leader/team/record-order';
import { recordUse, withdrawUses } from '../../growth/privileges/record-use';
import { earningOffers } from '../../growth/rules/privileges';
import { earnForOrder } from '../../points/orders/earn-for-order';
import { refundOrderPoints } from '../../points/orders/refund-order-points';
import { payableOf } from '../quote/order';
import { paidItems } from '../quote/paid-items';
import { paidFact, refundedFact } from './payment-facts';

/**
 * What a member's payment sets off, and what a refund takes back: one list each, all of it inside the transaction that
 * marks the order applied or the refund succeeded, so it happens exactly once. Each answers the lines it puts on the receipt.
 * What an invite gives or loses, and whom a first order is awarded to or not any more, follows by transactions of their own
 * (follow-payment.ts, follow-award.ts).
 */
export interface PaidOrder {
  order: DocumentOf<'orders'>;
  memberId: MemberId;
  /** As read in this transaction. */
  member: DocumentOf<'members'> | null;
  /** The first payment of this person. */
  isFirst: boolean;
  now: Instant;
}
export type PaidHook = (transaction: TransactionStore, paid: PaidOrder) => Promise<ReceiptLine[]>;

export interface RefundedOrder {
  order: DocumentOf<'orders'>;
  memberId: MemberId;
  /** As read in this transaction; null: the account was closed. */
  member: DocumentOf<'members'> | null;
  refund: DocumentOf<'refunds'>;
  /** What was paid for the order in money; `order.refundedFen` of it was back before this refund. */
  paidFen: Fen;
  /** With this refund all of the money is back. */
  isWhole: boolean;
  /** … and the payer keeps nothing that the coupon or points paid for: the remainder of every share goes with it. */
  isAllBack: boolean;
  /** Nothing of the order was back before this refund. */
  isFirstBack: boolean;
  /** Whoever paid has closed the account: what was theirs goes to nobody. */
  isErased: boolean;
  /** The merchant gives the coupon of a wholly refunded order back. */
  restoresCoupon: boolean;
  now: Instant;
}
export type RefundHook = (transaction: TransactionStore, refunded: RefundedOrder) => Promise<ReceiptLine[]>;

const redeemOrderCoupon: PaidHook = async (transaction, { order, now }) => {
  const couponId = order.agreed?.couponId;
  if (!couponId) return [];
  const { _id: orderId, storeId } = order;
  const outcome = await redeemLockedCoupon(transaction, { couponId, orderId, storeId, now });
  const text = outcome === 'redeemed' ? '优惠券已使用' : '优惠券已不在，仍按约定的优惠价付款';
  return [{ kind: 'coupon', text, at: now }];
};

const restoreOrderCoupon: RefundHook = async (
  transaction,
  { order, paidFen, isWhole, isAllBack, isErased, restoresCoupon, now },
) => {
  const couponId = order.agreed?.couponId;
  if (!couponId || isErased || !(isWhole || isAllBack)) return [];
  if (!isAllBack)
    return [{ kind: 'reversed', text: '用优惠券和积分换的商品还没有退回，优惠券暂不退回', at: now }];
  if (!restoresCoupon) return [{ kind: 'reversed', text: '按商家规则，已用的优惠券不退回', at: now }];
  const outcome = await restoreCoupon(transaction, { couponId, orderId: order._id, now });
  const back = paidFen === 0 ? '优惠券已退回' : '全额退款，优惠券已退回';
  switch (outcome) {
    case 'nothing':
      return [];
    case 'recalled':
      return [{ kind: 'reversed', text: '这张优惠券已被商家收回，不再退回', at: now }];
    case 'erased':
      return [{ kind: 'reversed', text: '优惠券的主人已注销会员，不再退回', at: now }];
    case 'expired':
      return [{ kind: 'restored', text: `${back}，不过它已经过期，不能再用`, at: now }];
    case 'restored':
      return [{ kind: 'restored', text: `${back}（有效期不变）`, at: now }];
  }
};

/** On what was paid in money and is not back yet, whoever the payer was when paying. */
const earnOrderPoints: PaidHook = async (transaction, { order, memberId, now }) => {
  const paidFen = fen(payableOf(order) - order.refundedFen);
  if (paidFen === 0) return [];
  const items = paidItems(order, paidFen);
  const { _id: orderId, storeId } = order;
  const soldAt = order.terms?.at ?? order.paidAt ?? now;
  const sold = order.terms?.privileges ?? [];
  const offers = earningOffers(sold);
  const payment = { memberId, orderId, paidFen, storeId, items, soldAt, offers, now };
  const earned = await earnForOrder(transaction, payment);
  if (earned.points === 0) return [];
  const used = sold.find(({ id }) => id === earned.by?.id);
  if (used && earned.by)
    await recordUse(transaction, { memberId, orderId, sold: used, worth: earned.by.more, now });
  const { activatesAt } = earned;
  const usable = activatesAt === null ? '现在就能用' : `${chinaTimeText(activatesAt)} 起可用`;
  return [{ kind: 'earned', text: `消费得 ${pointsText(earned.points)} 积分，${usable}`, at: now }];
};

/** The price of the tier, as it was agreed. */
const notePriceUse: PaidHook = async (transaction, { order, memberId, now }) => {
  const sold = order.terms?.privileges.find(({ kind }) => kind === 'member_price');
  const step = order.agreed?.steps.find(({ kind }) => kind === 'member_price');
  if (sold && step)
    await recordUse(transaction, { memberId, orderId: order._id, sold, worth: step.savedFen, now });
  return [];
};

const undoPrivileges: RefundHook = async (transaction, { order, isAllBack, isErased, now }) => {
  if (isAllBack && !isErased) await withdrawUses(transaction, order._id, order.terms?.privileges ?? [], now);
  return [];
};

const refundPoints: RefundHook = async (
  transaction,
  { order, refund, paidFen, isAllBack, isErased, isFirstBack, now },
) => {
  if (isErased) {
    const money = refund.amountFen === 0 ? '' : '款已退回，';
    return [{ kind: 'reversed', text: `会员已注销：${money}积分和优惠券不再退回`, at: now }];
  }
  const done = await refundOrderPoints(transaction, {
    orderId: order._id,
    refundId: refund._id,
    refundedFen: refund.amountFen,
    totalFen: paidFen,
    backBeforeFen: order.refundedFen,
    spentBy: order.pointsTakenBy,
    spentShare: refund.pointsShare,
    isFirst: isFirstBack,
    isLast: isAllBack,
    now,
  });
  const lines: ReceiptLine[] = [];
  if (done.givenBack > 0)
    lines.push({ kind: 'restored', text: `抵扣的 ${pointsText(done.givenBack)} 积分已退回`, at: now });
  if (done.takenBack > 0) {
    const owed = done.newDebt > 0 ? `，其中 ${pointsText(done.newDebt)} 积分已用掉，以后得到的先还` : '';
    const text = `随退款收回 ${pointsText(done.takenBack)} 积分${owed}`;
    lines.push({ kind: 'reversed', text, at: now });
  }
  return lines;
};

const noteActive: PaidHook = async (transaction, { memberId, now }) => {
  await recordOrder(transaction, { memberId, now });
  return [];
};

const tellRefund: RefundHook = async (transaction, { order, memberId, refund, isWhole, now }) => {
  if (order.paidFrozen) return [];
  transaction.tell(refundedFact(order, refund, { memberId, isWhole, now }));
  return [];
};

/** For whoever hears of payments later, and for pushes to those who paid lately, or have not for long. */
const notePayment: PaidHook = async (transaction, { order, memberId, member, isFirst, now }) => {
  const leaderId = member?.leaderId ?? null;
  transaction.tell(paidFact(order, { memberId, leaderId, isFirst, now }));
  const paidAt = order.paidAt ?? now;
  if (member && (member.lastPaidAt ?? 0) < paidAt)
    await transaction.members.update(memberId, { lastPaidAt: paidAt });
  return [];
};

const paidHooks: readonly PaidHook[] = [
  redeemOrderCoupon,
  earnOrderPoints,
  notePriceUse,
  noteActive,
  notePayment,
];
/** Of whoever is frozen: what the order holds is used; nothing is given, and nobody hears of a payment. */
const sayFrozen: PaidHook = async (_transaction, { now }) => [
  { kind: 'reversed', text: '会员冻结中：这一单照常付款，不得积分、成长值和奖励', at: now },
];
const frozenHooks: readonly PaidHook[] = [redeemOrderCoupon, notePriceUse, sayFrozen];
export const hooksOf = ({ paidFrozen }: Pick<DocumentOf<'orders'>, 'paidFrozen'>): readonly PaidHook[] =>
  paidFrozen ? frozenHooks : paidHooks;
export const refundHooks: readonly RefundHook[] = [
  tellRefund,
  restoreOrderCoupon,
  refundPoints,
  undoPrivileges,
];

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
