import type { Campaign, EarnRule } from '../../../../contracts/points/points-rule';
import type { Fen } from '../../../../contracts/primitives/fen';
import { points, type Points } from '../../../../contracts/primitives/points';
import {
  chinaDateOf,
  isRealChinaDate,
  type ChinaDate,
  type Instant,
} from '../../../../contracts/primitives/time';

/** What was paid, as far as earning is concerned. */
export interface Payment {
  paidFen: Fen;
  storeId: string | null;
  /** What each item cost the payer; empty for an amount typed in at the counter. */
  items: readonly { category: string | null; paidFen: Fen }[];
  /** When it was agreed, should that be earlier than now: its campaigns and birthday are those of then. */
  soldAt?: Instant;
}

/** Who paid, as far as earning is concerned. */
export interface Standing {
  tier: string | null;
  /** `MM-DD` */
  birthday: string | null;
}

export interface EarnedToday {
  day: string;
  points: number;
}

export interface Earning {
  points: Points;
  /** Hundredths: 100 is plain. */
  multiplier: number;
  /** Why it is more than plain, or nothing; null when there is nothing to say. */
  note: string | null;
}

/**
 * What a payment earns: eligible yuan × points per yuan × the best multiplier, rounded once, then capped.
 * Multipliers do not add up or multiply: the highest that applies counts. The caps come last, so a cap is a cap.
 */
export function earnedBy(
  rule: EarnRule,
  payment: Payment,
  standing: Standing,
  earnedToday: EarnedToday | null,
  now: Instant,
): Earning {
  const eligible = eligibleFen(rule, payment);
  const { multiplier, note } = bestMultiplier(rule, payment.storeId, standing, payment.soldAt ?? now);
  const hundredths = eligible * rule.pointsPerYuan * multiplier;
  const round = rule.rounding === 'down' ? Math.floor : Math.round;
  const whole = round(hundredths / 10_000);
  const today = earnedToday?.day === chinaDateOf(now) ? earnedToday.points : 0;
  const leftToday = rule.perDayCap === null ? whole : Math.max(0, rule.perDayCap - today);
  const capped = Math.min(whole, rule.perOrderCap ?? whole, leftToday);
  return { points: points(capped), multiplier, note: capped < whole ? '已到积分上限' : note };
}

/** The part of a payment that counts, in fen; never more than was paid. */
function eligibleFen(rule: EarnRule, { paidFen, storeId, items }: Payment): number {
  if (rule.storeIds !== null && !rule.storeIds.some((id) => id === storeId)) return 0;
  const { categories } = rule;
  if (categories === null) return paidFen;
  if (items.length === 0) return categories.mode === 'only' ? 0 : paidFen;
  const counts = (category: string | null): boolean => {
    const named = category !== null && categories.names.includes(category);
    return categories.mode === 'only' ? named : !named;
  };
  const sum = items.filter(({ category }) => counts(category)).reduce((all, item) => all + item.paidFen, 0);
  return Math.min(paidFen, sum);
}

const PLAIN = { multiplier: 100, note: null };

function bestMultiplier(rule: EarnRule, storeId: string | null, standing: Standing, now: Instant) {
  const offers: { multiplier: number; note: string | null }[] = [PLAIN];
  const ofTier = standing.tier === null ? undefined : rule.tierMultipliers[standing.tier];
  if (ofTier !== undefined) offers.push({ multiplier: ofTier, note: `${standing.tier}${timesText(ofTier)}` });
  const isBirthday = standing.birthday !== null && isBirthdayOn(standing.birthday, chinaDateOf(now));
  if (rule.birthdayMultiplier !== null && isBirthday) {
    offers.push({ multiplier: rule.birthdayMultiplier, note: `生日${timesText(rule.birthdayMultiplier)}` });
  }
  for (const campaign of rule.campaigns) {
    if (!runs(campaign, storeId, now)) continue;
    offers.push({
      multiplier: campaign.multiplier,
      note: `${campaign.name}${timesText(campaign.multiplier)}`,
    });
  }
  return offers.reduce((best, offer) => (offer.multiplier > best.multiplier ? offer : best), PLAIN);
}

/** @param birthday `MM-DD`; who was born on 29 February has it on the 28th in other years */
const isBirthdayOn = (birthday: string, today: ChinaDate): boolean =>
  birthday === today.slice(5) ||
  (birthday === '02-29' && today.endsWith('-02-28') && !isRealChinaDate(`${today.slice(0, 4)}-02-29`));

/** A campaign runs while `from <= now < until`. */
const runs = ({ from, until, storeIds }: Campaign, storeId: string | null, now: Instant): boolean =>
  from <= now && now < until && (storeIds === null || storeIds.some((id) => id === storeId));

/** `150` → ` 1.5 倍` */
const timesText = (multiplier: number): string => ` ${multiplier / 100} 倍`;

/** What the day's earnings are after this payment: for the daily cap of the next one. */
export const earnedOnAfter = (earnedToday: EarnedToday | null, earned: number, now: Instant) => {
  const day = chinaDateOf(now);
  return { day, points: points((earnedToday?.day === day ? earnedToday.points : 0) + earned) };
};
