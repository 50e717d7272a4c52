import type { LedgerGrowth, ReviewNotice, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { addMs, DAY_MS, type Instant } from '../../../../contracts/primitives/time';
import { floorOver } from '../floors';
import { placeOf, type Ladder } from '../tier-place';
import { missingToKeep, ruleAt, type TierFacts } from '../tier-state';
import { isAhead } from './notice-words';
import { noticeDays } from './review-date';

/** Told so late, a review waits: a day's delay of the sweep is none. */
const LEAST_NOTICE_MS = 6 * DAY_MS;

type Known = Pick<TierFacts, 'rules'> & { entries: readonly LedgerGrowth[] };
type Standing = Pick<TierStanding, 'held' | 'notice' | 'evaluatedUpTo' | 'floor' | 'floorsBehind'>;
type Near = Pick<ReviewNotice, 'reviewAt' | 'days'>;

/** In grace it was found and told already; a review that waited is the one that was told of before, of the same period. */
export const isAnnounced = ({ held, notice }: Standing, review: Instant): boolean =>
  held.isInGrace ||
  (notice !== null &&
    (held.dueBy === null ? notice.reviewAt === review : notice.reviewAt > held.periodFrom) &&
    notice.days === 7 &&
    notice.missing > 0 &&
    notice.at <= review - LEAST_NOTICE_MS);

export const noticeOf = (
  state: Standing,
  known: Known,
  { reviewAt, days }: Near,
  now: Instant,
): ReviewNotice => ({ reviewAt, days, at: now, ...wordsAt(state, known, reviewAt) });

function wordsAt(state: Standing, known: Known, reviewAt: Instant): NonNullable<ReviewNotice['byNow']> {
  const rule = ruleAt(known.rules, state.evaluatedUpTo);
  const floor = floorOver(rule, state, reviewAt);
  return {
    missing: missingToKeep(known, state.held, reviewAt),
    tier: nameOf(rule, state.held.earned),
    ...(floor && { floorUntil: floor.until }),
  };
}

const nameOf = (rule: Ladder, id: number): string => rule.tiers[placeOf(rule, id)]?.name ?? '';

/** With what its message says when it is sent later: it may wait for the morning. */
export function noticeByNow(state: Standing, known: Known): ReviewNotice | null {
  const { notice, held } = state;
  if (notice === null || held.nextReviewAt === null || !isAhead(state)) return notice;
  return { ...notice, byNow: wordsAt(state, known, held.nextReviewAt) };
}

/** The notice that is due by now and was not written down yet. */
export function nearReview(state: Standing, upTo: Instant): Near | null {
  const { nextReviewAt: reviewAt } = state.held;
  if (reviewAt === null) return null;
  const days = daysAhead(state)
    .filter((one) => addMs(reviewAt, -one * DAY_MS) <= upTo)
    .at(-1);
  return days === undefined ? null : { reviewAt, days };
}

/** Nothing was missing when it was looked at, or before anybody heard of it, and is by now. */
export function foundSince(state: Standing, known: Known): Near | null {
  const { notice, held } = state;
  if (notice?.missing !== 0 || held.isInGrace || held.dueBy !== null || !isAhead(state)) return null;
  return missingToKeep(known, held, notice.reviewAt) > 0 ? notice : null;
}

/** When the review that is ahead is to be told of. */
export const noticesAhead = (state: Pick<Standing, 'held' | 'notice'>): Instant[] => {
  const { nextReviewAt: review } = state.held;
  return review === null ? [] : daysAhead(state).map((days) => addMs(review, -days * DAY_MS));
};

function daysAhead({ held, notice }: Pick<Standing, 'held' | 'notice'>): ReviewNotice['days'][] {
  if (held.isInGrace || held.dueBy !== null) return [];
  const told = notice?.reviewAt === held.nextReviewAt ? notice.days : Infinity;
  return noticeDays.filter((days) => days < told);
}
