import * as z from 'zod';
import { operation } from './operation';
import { cursor, fenAmount, instant, orderId, storeId } from './values';

const reviewId = z.string().regex(/^rvw_[0-9A-Z]{26}$/);

export const reviewKind = z.enum(['cash', 'refund', 'refund_lines']);
/** ended: what was agreed is no longer so, the bill was paid another way for example */
export const reviewState = z.enum(['waiting', 'confirmed', 'rejected', 'ended', 'expired']);

/** 待复核: something above a clerk's limit of the day. It gives nothing until another person confirms it. */
export const reviewView = z.object({
  reviewId,
  kind: reviewKind,
  orderId,
  storeName: z.string(),
  amountFen: fenAmount,
  /** Of a refund. */
  reason: z.string().nullable(),
  /** Which limit, in plain words. */
  why: z.string(),
  byName: z.string(),
  /** The caller asked for it, and so cannot confirm it. */
  mine: z.boolean(),
  state: reviewState,
  createdAt: instant,
  expiresAt: instant,
  decidedBy: z.string().nullable(),
});
export type ReviewView = z.output<typeof reviewView>;

const onReview = z.object({ reviewId });

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
