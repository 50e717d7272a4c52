import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import type { Instant } from '../../../contracts/primitives/time';
import { earnedWithin, growthAt, pendingAt, type GrowthEntry } from './growth-entry';
import type { TierState } from './tier-state';

interface Missing {
  growth: number;
  /** Whole yuan that earn it; null: paying earns nothing. */
  yuan: number | null;
}

export interface Progress {
  growth: number;
  pending: number;
  /** Null on the highest tier. */
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
  rule: GrowthRule,
  entries: readonly GrowthEntry[],
  state: TierState,
  now: Instant,
): Progress {
  const growth = growthAt(entries, now);
  const above = rule.tiers[state.earned + 1];
  const own = rule.tiers[state.earned];
  const earned = earnedWithin(entries, state.periodFrom, now);
  return {
    growth,
    pending: pendingAt(entries, now),
    next: above ? { tier: above.name, ...missing(rule, Math.max(0, above.entry - growth)) } : null,
    keep:
      own && state.nextReviewAt !== null
        ? { tier: own.name, until: state.nextReviewAt, ...missing(rule, Math.max(0, own.keep - earned)) }
        : null,
  };
}

/** `再消费 ¥120 即可升级至铂金` */
export function progressText({ next }: Progress): string {
  if (next === null) return '你已是最高等级';
  return next.yuan === null
    ? `再得 ${next.growth} 成长值即可升级至${next.tier}`
    : `再消费 ¥${next.yuan} 即可升级至${next.tier}`;
}
