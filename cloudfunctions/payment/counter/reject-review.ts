import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { reviewStateOf, viewReview } from './review';

/** Somebody else says no, or whoever asked takes it back: nothing was given. @throws TuankaError review_confirmed */
export async function rejectReview(call: WriteCall<'clerk'>, { reviewId }: { reviewId: string }) {
  const { store, staff, now, atStore } = call;
  const review = await store.transact(async (transaction) => {
    const waiting = await transaction.counterReviews.require(reviewId, 'review_not_found');
    atStore(waiting.storeId);
    if (waiting.status === 'confirmed') throw refuse('review_confirmed');
    if (reviewStateOf(waiting, now) !== 'waiting') return waiting;
    const decided = { staffId: staff._id, name: staff.name, at: now };
    const status = 'rejected' as const;
    await transaction.counterReviews.update(reviewId, { status, decided });
    await recordAudit(transaction, call, {
      action: 'payment.rejectReview',
      subjectId: reviewId,
      storeId: waiting.storeId,
      amountFen: waiting.amountFen,
      before: { status: 'waiting' },
      after: { status },
      detail: { orderId: waiting.orderId, kind: waiting.kind, requestedBy: waiting.staffId },
    });
    return { ...waiting, status, decided };
  });
  return { review: viewReview(review, staff._id, now) };
}
