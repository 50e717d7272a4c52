import * as z from 'zod';
import { operation } from '../operation';
import { cursor, instant, storeId } from '../values';
import { reviewView, onReview } from './counter-review-values';

export * from './counter-review-values';

export const counterReviewOperations = {
  /** What waits, what ends first before; of one store, or of all for who works at all. */
  listReviews: operation({
    actor: 'clerk',
    store: 'named',
    idempotency: 'read',
    input: z.object({ storeId: storeId.nullable(), cursor }),
    output: z.object({ reviews: z.array(reviewView), nextCursor: cursor, now: instant }),
  }),
  /**
   * A second person confirms what was agreed, and it is done as the first asked. `ended` when it is no longer what was agreed.
   * Refuses `review_own` by whoever asked, as a person; `review_expired`, `review_rejected`, and what the act itself refuses.
   */
  confirmReview: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'counterReviews/<id>.status leaves waiting once' },
    input: onReview,
    output: z.object({ review: reviewView }),
  }),
  /** Another person says no, or whoever asked takes it back. Refuses `review_confirmed`. */
  rejectReview: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'counterReviews/<id>.status leaves waiting once' },
    input: onReview,
    output: z.object({ review: reviewView }),
  }),
};
