import type { ReceiptLine } from '../../contracts/payment';
import { fen, yuanText } from '../../contracts/primitives/fen';
import { isRecipient } from '../../contracts/primitives/ids';
import type { Instant } from '../../contracts/primitives/time';
import type { PaySettings } from '../kit/config/pay-settings';
import type { DocumentOf } from '../kit/store/schema';
import type { Store, TransactionStore } from '../kit/store/store';
import { orderRefundedNotice } from '../message/kinds/order-refunded';
import { payableOf } from './order';
import { refundHooks, runHooks } from './settle-hooks';
import { settleOrder } from './settle-order';

type Order = DocumentOf<'orders'>;
type Refund = DocumentOf<'refunds'>;

export type RefundResult = 'succeeded' | 'abnormal' | 'closed';

interface Settling {
  store: Store;
  settings: PaySettings;
  now: Instant;
}

const isFinal = ({ status }: Refund): boolean => status === 'succeeded' || status === 'closed';

/**
 * How a refund ended, once, whoever tells it first (WeChat's answer, its notice, a query): money given back counts on the
 * order, hooks take back their share, a whole refund gives the coupon back and withdraws a claim nobody used. A closed
 * refund frees the amount; an abnormal one keeps it set aside until WeChat says more.
 * @param seen as the caller found it
 */
export async function settleRefund(
  { store, settings, now }: Settling,
  seen: Refund,
  result: RefundResult,
  note: string | null,
): Promise<void> {
  const refundId = seen._id;
  if (isFinal(seen)) return;
  // What the payment gave comes before what the refund takes back.
  if (seen.kind === 'order') await settleOrder({ store, now }, seen.orderId);
  await store.transact(async (transaction) => {
    const refund = await transaction.refunds.require(refundId, 'order_not_found');
    if (isFinal(refund) || refund.status === result) return;
    await transaction.refunds.update(refundId, {
      status: result,
      note,
      checkAt: null,
      settledAt: result === 'abnormal' ? null : now,
    });
    if (refund.kind === 'surplus' || result === 'abnormal') return;
    const order = await transaction.orders.require(refund.orderId, 'order_not_found');
    const refundingFen = fen(order.refundingFen - refund.amountFen);
    const given = result === 'succeeded' ? await takeBack(transaction, order, refund, settings, now) : {};
    await transaction.orders.update(order._id, { refundingFen, ...given });
  });
}

/** What changes on the order when the money is back. */
async function takeBack(
  transaction: TransactionStore,
  order: Order,
  refund: Refund,
  { restoreCoupon }: PaySettings,
  now: Instant,
) {
  const paidFen = payableOf(order);
  const refundedFen = fen(order.refundedFen + refund.amountFen);
  const isWhole = refundedFen >= paidFen;
  const memberId = order.payer?.memberId ?? null;
  const lines: ReceiptLine[] = [
    { kind: 'refund', text: `退款 ${yuanText(refund.amountFen)} 元：${refund.reason}`, at: now },
  ];
  if (memberId !== null && order.settled) {
    const refunded = { order, memberId, refund, paidFen, isWhole, restoresCoupon: restoreCoupon, now };
    lines.push(...(await runHooks(refundHooks, transaction, refunded)));
  }
  const recipient = memberId ?? order.payer?.key;
  if (isRecipient(recipient))
    await transaction.reminders.insert(orderRefundedNotice(refund._id, recipient, now));
  if (isWhole && order.claimId !== null)
    lines.push(...(await withdrawClaim(transaction, order.claimId, now)));
  return { refundedFen, receipts: [...order.receipts, ...lines] };
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
