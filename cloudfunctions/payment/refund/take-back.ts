import type { ReceiptLine } from '../../../contracts/payment/payment';
import { fen, yuanText } from '../../../contracts/primitives/fen';
import type { Instant } from '../../../contracts/primitives/time';
import type { OrderRules } from '../../kit/config/settings';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { CLOSED_KEY } from '../orders/closed-account';
import { payableOf } from '../quote/order';
import { isFirstBack } from './line-refund';
import { refundHooks, runHooks } from '../pay/run-hooks';

type Order = DocumentOf<'orders'>;
type Refund = DocumentOf<'refunds'>;
type Member = DocumentOf<'members'>;

/**
 * What changes on the order when the money of a refund is back, but for the amounts: its receipt, hooks take back their share,
 * a whole refund withdraws a claim nobody used, and gives the coupon back once nothing it paid for is kept. A surplus gave
 * nothing, so it takes nothing.
 * @param refund as it is now
 * @param member whoever paid, as read in this transaction; null: has closed the account since, and what was theirs goes to nobody
 * @param isAllBack all of the money is back, and the payer keeps nothing that the coupon or points paid for
 */
export async function takeBack(
  transaction: TransactionStore,
  order: Order,
  refund: Refund,
  { restoreCoupon, member, isAllBack }: OrderRules & { member: Member | null; isAllBack: boolean },
  now: Instant,
): Promise<Partial<Order>> {
  const lines: ReceiptLine[] = [{ kind: 'refund', text: refundText(refund), at: now }];
  if (refund.kind === 'surplus') return { receipts: [...order.receipts, ...lines] };
  const paidFen = payableOf(order);
  const leftFen = Math.max(0, paidFen - order.refundedFen);
  // More than was left, told late: only what was left of the payment can be taken back.
  const counted = { ...refund, amountFen: fen(Math.min(refund.amountFen, leftFen)) };
  const isUndone = paidFen === 0 && isAllBack;
  const isWhole = isUndone || (leftFen > 0 && refund.amountFen >= leftFen);
  const memberId = order.payer?.memberId ?? null;
  if (memberId !== null && order.applied && (refund.amountFen === 0 || counted.amountFen > 0)) {
    const refunded = {
      order,
      memberId,
      member,
      refund: counted,
      paidFen,
      isWhole,
      isAllBack,
      isErased: member === null,
      // What was held of a bill's points is known of it, whatever was back.
      isFirstBack: order.ownBillAt === null && isFirstBack(paidFen, order, refund._id),
      restoresCoupon: restoreCoupon,
      now,
    };
    lines.push(...(await runHooks(refundHooks, transaction, refunded)));
  }
  if (isWhole && order.claimId !== null)
    lines.push(...(await withdrawClaim(transaction, order.claimId, now)));
  // Somebody who is gone has no order that could be the first instead; whoever invited them may lose what it gave.
  const isGone = memberId === null && order.payerKey === CLOSED_KEY;
  const isLookedAt = order.applied && !isGone;
  return {
    receipts: [...order.receipts, ...lines],
    ...(isUndone ? { undoneAt: now } : {}),
    ...(isLookedAt ? { movesFirst: true, checkAt: now } : {}),
  };
}

function refundText({ kind, status, amountFen, reason, lines }: Refund): string {
  if (amountFen === 0)
    return lines === null
      ? `这一单已撤销，没有付过钱，不涉及退款：${reason}`
      : `退回 ${lines.reduce((count, { units }) => count + units.length, 0)} 件没有付过钱的商品，不涉及退款：${reason}`;
  const how = status === 'handled' ? '商家已在微信支付之外退给你' : '退款';
  if (kind === 'surplus')
    return status === 'handled'
      ? `多付的 ${yuanText(amountFen)} 元，${how}`
      : `多付的 ${yuanText(amountFen)} 元已原路退回`;
  return `${how} ${yuanText(amountFen)} 元：${reason}`;
}

/** A claim nobody used yet is withdrawn; a card already issued stays. */
async function withdrawClaim(
  transaction: TransactionStore,
  claimId: NonNullable<Order['claimId']>,
  now: Instant,
): Promise<ReceiptLine[]> {
  const claim = await transaction.cardClaims.require(claimId, 'claim_not_found');
  if (claim.status !== 'waiting') return [];
  await transaction.cardClaims.update(claimId, { status: 'withdrawn' });
  return [{ kind: 'withdrawn', text: '全额退款，领卡资格已收回', at: now }];
}
