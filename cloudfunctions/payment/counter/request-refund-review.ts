import { recordUse } from '../../growth/privileges/record-use';
import { fastRefundOf } from '../../growth/rules/privileges';
import type { RefundId } from '../../../contracts/primitives/ids';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { requestReview, type Act, type Review } from './request-review';
import { refundReviewId } from './review-id';

/**
 * As `requestReview`, of a refund, by amount or by line: the tier the order was sold with may spare it a second person, up to so much of
 * the order in all. That is a use of the right.
 */
export async function requestRefundReview(
  transaction: TransactionStore,
  call: WriteCall<'clerk'>,
  order: DocumentOf<'orders'>,
  { refundId, ...act }: Omit<Act, '_id' | 'spared'> & { refundId: RefundId },
): Promise<Review | null> {
  const backFen = order.refundedFen + order.refundingFen + act.amountFen;
  const fast = fastRefundOf(order.terms?.privileges ?? [], backFen);
  const asked = { ...act, _id: refundReviewId(refundId), spared: fast !== null };
  const review = await requestReview(transaction, call, order, asked);
  if (!review && fast && order.payer?.memberId) {
    const { memberId } = order.payer;
    const use = { memberId, orderId: order._id, sold: fast, worth: act.amountFen, now: call.now };
    await recordUse(transaction, use, `refund:${refundId}`);
  }
  return review;
}
