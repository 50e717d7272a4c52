import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { instant, type Instant } from '../../../contracts/primitives/time';
import {
  countedAfter,
  earnedInTime,
  earnedWithin,
  growthAt,
  pendingAt,
  type GrowthEntry,
} from './growth-entry';
import { placeOf } from './tier-place';
import type { RuleOfTiers, TierState } from './tier-state';

interface Missing {
  growth: number;
  /** Whole yuan that earn it; null: paying earns nothing. */
  yuan: number | null;
}

export interface Progress {
  growth: number;
  pending: number;
  isHighest: boolean;
  /** The first above what is held that asks for more than there is; null: there is none. */
  next: ({ tier: string } & Missing) | null;
  /**
   * What the next review still asks for, what is pending counted in; null on the lowest tier, `growth: 0` when it is safe: from `countsOn`,
   * when the pending part of it counts; null: it does already.
   */
  keep: ({ tier: string; until: Instant; countsOn: Instant | null } & Missing) | null;
}

const missing = ({ perYuan }: GrowthRule, growth: number): Missing => ({
  growth,
  yuan: growth === 0 ? 0 : perYuan === 0 ? null : Math.ceil((growth * 100) / perYuan),
});

/** Where a member stands between the tiers. */
export function progressAt(
  rule: RuleOfTiers,
  entries: readonly GrowthEntry[],
  state: TierState,
  now: Instant,
): Progress {
  const growth = growthAt(entries, now);
  const highest = rule.tiers.length - 1;
  const earnedAt = placeOf(rule, state.earned);
  const stands = Math.max(Math.min(state.level, highest), earnedAt);
  // What is there already raises with the next sweep: there is nothing to earn for it.
  const above = rule.tiers.find(({ entry }, at) => at > stands && entry > growth);
  return {
    growth,
    pending: pendingAt(entries, now),
    isHighest: stands >= highest,
    next: above ? { tier: above.name, ...missing(rule, above.entry - growth) } : null,
    keep: keepOf(rule, entries, state, now),
  };
}

function keepOf(
  rule: RuleOfTiers,
  entries: readonly GrowthEntry[],
  { earned, nextReviewAt, dueBy, periodFrom }: TierState,
  now: Instant,
): Progress['keep'] {
  const own = rule.tiers[placeOf(rule, earned)];
  if (!own || nextReviewAt === null) return null;
  // All there is by now is in time for a review to come; one that waits takes what counts by then.
  const coming =
    dueBy === null
      ? earnedInTime(entries, periodFrom, instant(Math.min(now + 1, nextReviewAt)))
      : earnedWithin(entries, periodFrom, nextReviewAt);
  const isThere = own.keep <= earnedWithin(entries, periodFrom, now);
  const growth = Math.max(0, own.keep - coming);
  const countsOn = growth === 0 && !isThere ? countedAfter(entries, now) : null;
  return { tier: own.name, until: dueBy ?? nextReviewAt, countsOn, ...missing(rule, growth) };
}

/** `再消费 ¥120 即可升级至铂金` */
export function progressText({ next, isHighest }: Progress): string {
  if (next === null) return isHighest ? '你已是最高等级' : '成长值已达到更高等级，稍后升级';
  return next.yuan === null
    ? `再得 ${next.growth} 成长值即可升级至${next.tier}`
    : `再消费 ¥${next.yuan} 即可升级至${next.tier}`;
}
