import type { ReviewNotice, TierStanding } from '../../../../contracts/growth/growth-ledger';

/** Whether what was told is of the review that is ahead: one that waits, or its grace, was told of by its day. */
export const isAhead = ({ held, notice }: Pick<TierStanding, 'held' | 'notice'>): boolean => {
  const { nextReviewAt, isInGrace, dueBy } = held;
  if (notice === null || nextReviewAt === null) return false;
  return isInGrace || dueBy !== null || notice.reviewAt === nextReviewAt;
};

/** What a message says of it that is sent now. */
export const wordsOf = ({
  byNow,
  ...asTold
}: ReviewNotice): Pick<ReviewNotice, 'missing' | 'tier' | 'floorUntil'> => byNow ?? asTold;
