import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { earnedWithin, growthAt, pendingAt, type GrowthEntry } from './growth-entry';
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
  /** What the next review still asks for; null on the lowest tier, `growth: 0` when it is safe. */
  keep: ({ tier: string; until: Instant } & Missing) | null;
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
  const own = rule.tiers[earnedAt];
  const earned = earnedWithin(entries, state.periodFrom, now);
  return {
    growth,
    pending: pendingAt(entries, now),
    isHighest: stands >= highest,
    next: above ? { tier: above.name, ...missing(rule, above.entry - growth) } : null,
    keep:
      own && state.nextReviewAt !== null
        ? { tier: own.name, until: state.nextReviewAt, ...missing(rule, Math.max(0, own.keep - earned)) }
        : null,
  };
}

/** `再消费 ¥120 即可升级至铂金` */
export function progressText({ next, isHighest }: Progress): string {
  if (next === null) return isHighest ? '你已是最高等级' : '成长值已达到更高等级，稍后升级';
  return next.yuan === null
    ? `再得 ${next.growth} 成长值即可升级至${next.tier}`
    : `再消费 ¥${next.yuan} 即可升级至${next.tier}`;
}
