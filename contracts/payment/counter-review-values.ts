import * as z from 'zod';
import { fenAmount, instant, orderId } from '../values';
import { unshown } from '../text-marks';

const reviewId = unshown(z.string().regex(/^rvw_[0-9A-Z]{26}$/), 'a name of ours');

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

export const onReview = z.object({ reviewId });
