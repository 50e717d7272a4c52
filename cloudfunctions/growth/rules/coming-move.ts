import type { LedgerGrowth, TierStanding } from '../../../contracts/growth/growth-ledger';
import { DAY_MS, type Instant } from '../../../contracts/primitives/time';
import { growthAt, pendingAt } from './growth-entry';
import { floorOver } from './floors';
import { noticeDays } from './review/review-date';
import { placeOf } from './tier-place';
import { missingToKeep, ruleAt, type TierFacts } from './tier-state';

/** A rise is near when no more than this part of what the tier asks for is missing, what is pending counted in. */
const NEAR_PART = 5;
const FALL_NEAR_MS = Math.max(...noticeDays) * DAY_MS;

type Standing = Pick<TierStanding, 'held' | 'level' | 'evaluatedUpTo' | 'floor' | 'floorsBehind'>;
type Known = Pick<TierFacts, 'rules'> & { entries: readonly LedgerGrowth[] };

/** What a member is about to do: fall at a review that is announced, or rise with a little more. */
export const comingMove = (state: Standing, known: Known): TierStanding['comingMove'] =>
  isFallNear(state, known) ? 'fall' : isRiseNear(state, known) ? 'rise' : null;

/** A floor that holds more than is earned, or the same beyond the review, lets nobody fall. */
function isFallNear(state: Standing, known: Known): boolean {
  const { held, level, evaluatedUpTo } = state;
  const { nextReviewAt: review, isInGrace, earned } = held;
  const rule = ruleAt(known.rules, evaluatedUpTo);
  if (review === null || level > placeOf(rule, earned) || floorOver(rule, state, review)) return false;
  const isAnnounced = isInGrace || review - evaluatedUpTo <= FALL_NEAR_MS;
  return isAnnounced && missingToKeep(known, held, review) > 0;
}

function isRiseNear({ level, evaluatedUpTo: at }: Standing, { entries, rules }: Known): boolean {
  const above = ruleAt(rules, at).tiers[level + 1];
  if (!above) return false;
  const missing = above.entry - growthAt(entries, at) - pendingAt(entries, at);
  return missing * NEAR_PART <= above.entry;
}

/** When what makes a rise near is less: the first of it expires. */
export const lessFrom = (entries: readonly LedgerGrowth[], after: Instant): Instant[] =>
  entries.filter(({ delta, expiresAt }) => delta > 0 && expiresAt > after).map(({ expiresAt }) => expiresAt);
