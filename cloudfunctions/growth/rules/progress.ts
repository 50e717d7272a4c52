import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { ordersText } from '../../../contracts/primitives/tier/orders-text';
import { addMs, DAY_MS, instant, type Instant } from '../../../contracts/primitives/time';
import {
  countedAfter,
  earnedInTime,
  earnedWithin,
  growthAt,
  pendingAt,
  type GrowthEntry,
} from './growth-entry';
import { placeOf } from './tier-place';
import { keepOf, ruleAt, type TierFacts, type TierState } from './tier-state';

interface Missing {
  growth: number;
  /** Whole yuan that earn it; null: paying earns nothing. */
  yuan: number | null;
  /** So many purchases at least, for each earns no more than `most`; null: one will do. */
  orders: { n: number; most: number } | null;
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

/** Whole yuan that earn so much. */
const yuanFor = ({ perYuan }: GrowthRule, growth: number): number => Math.ceil((growth * 100) / perYuan);

/** What is earned in several purchases is earned in whole ones, each of which is rounded by itself. */
function missing(rule: GrowthRule, growth: number): Missing {
  const { perYuan, perOrderCap: most } = rule;
  if (growth === 0) return { growth, yuan: 0, orders: null };
  if (perYuan === 0 || most === 0) return { growth, yuan: null, orders: null };
  if (most === null || growth <= most) return { growth, yuan: yuanFor(rule, growth), orders: null };
  const n = Math.ceil(growth / most);
  const yuan = (n - 1) * yuanFor(rule, most) + yuanFor(rule, growth - (n - 1) * most);
  return { growth, yuan, orders: { n, most } };
}

/** Where a member stands between the tiers. */
export function progressAt(
  rules: TierFacts['rules'],
  entries: readonly GrowthEntry[],
  state: TierState,
  now: Instant,
): Progress {
  const rule = ruleAt(rules, now);
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
    keep: keepAt({ rules, entries }, state, now),
  };
}

/** What a review will ask is asked of the engine: by which rule, and what of the ledger it counts. */
function keepAt(
  { rules, entries }: Pick<TierFacts, 'rules' | 'entries'>,
  state: TierState,
  now: Instant,
): Progress['keep'] {
  const { earned, nextReviewAt, dueBy, periodFrom } = state;
  const rule = ruleAt(rules, now);
  const own = rule.tiers[placeOf(rule, earned)];
  if (!own || nextReviewAt === null) return null;
  const asks = keepOf({ rules }, state, nextReviewAt);
  // All there is by now is in time for a review to come; one that waits takes what counts by then.
  const coming =
    dueBy === null
      ? earnedInTime(entries, periodFrom, instant(Math.min(now + 1, nextReviewAt)))
      : earnedWithin(entries, periodFrom, nextReviewAt);
  const isThere = asks <= earnedWithin(entries, periodFrom, now);
  const growth = Math.max(0, asks - coming);
  const countsOn = growth === 0 && !isThere ? countedAfter(entries, now) : null;
  const short = missing(rule, growth);
  // What is paid by now would begin to count after a review that waits.
  const isTooLate = dueBy !== null && addMs(now, rule.pendingDays * DAY_MS) > nextReviewAt;
  const money = isTooLate && growth > 0 ? { yuan: null, orders: null } : {};
  return { tier: own.name, until: nextReviewAt, countsOn, ...short, ...money };
}

/** `再消费 ¥120 即可升级至铂金` */
export function progressText({ next, isHighest }: Progress): string {
  if (next === null) return isHighest ? '你已是最高等级' : '成长值已达到更高等级，稍后升级';
  return next.yuan === null
    ? `再得 ${next.growth} 成长值即可升级至${next.tier}`
    : `再消费 ¥${next.yuan}${ordersText(next.orders) || ' '}即可升级至${next.tier}`;
}
