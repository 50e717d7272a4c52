import { isRefundId, type RefundId } from '../../../contracts/primitives/ids';

/** A refund that waits has the id of the refund it becomes: the same request is the same review and the same refund. Pure. */
export const refundReviewId = (refundId: RefundId): string => `rvw_${refundId.slice('ref_'.length)}`;

/** @throws RangeError for the id of no review */
export function refundIdOf(reviewId: string): RefundId {
  const id = `ref_${reviewId.slice('rvw_'.length)}`;
  if (!isRefundId(id)) throw new RangeError(reviewId);
  return id;
}
