import type { ReviewView } from '../../../contracts/payment/counter-review';
import type { Fen } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, type Instant } from '../../../contracts/primitives/time';

/** How long a waiting act stands: a shopper waits at the counter, a refund may wait for the morning. Pure. */
export const reviewUntil = (kind: ReviewView['kind'], now: Instant): Instant =>
  addMs(now, kind === 'cash' ? 2 * HOUR_MS : DAY_MS);

interface Review {
  _id: string;
  kind: ReviewView['kind'];
  orderId: OrderId;
  storeName: string;
  amountFen: Fen;
  reason: string | null;
  why: string;
  staffId: string;
  staffName: string;
  status: Exclude<ReviewView['state'], 'expired'>;
  createdAt: Instant;
  expiresAt: Instant;
  decided: { name: string } | null;
}

/** Waiting while `now < expiresAt`, whatever any job did. */
export const reviewStateOf = (
  { status, expiresAt }: Pick<Review, 'status' | 'expiresAt'>,
  now: Instant,
): ReviewView['state'] => (status === 'waiting' && now >= expiresAt ? 'expired' : status);

export const viewReview = (review: Review, viewerId: string, now: Instant): ReviewView => ({
  reviewId: review._id,
  kind: review.kind,
  orderId: review.orderId,
  storeName: review.storeName,
  amountFen: review.amountFen,
  reason: review.reason,
  why: review.why,
  byName: review.staffName,
  mine: review.staffId === viewerId,
  state: reviewStateOf(review, now),
  createdAt: review.createdAt,
  expiresAt: review.expiresAt,
  decidedBy: review.decided?.name ?? null,
});
