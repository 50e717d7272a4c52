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
  /** What the payer's tier gave when it was agreed. */
  offers?: readonly EarningOffer[];
  /** When it was agreed, should that be earlier than now: its campaigns and birthday are those of then. */
  soldAt?: Instant;
}

/** A multiplier by a privilege. */
export interface EarningOffer {
  id: string;
  multiplier: number;
  note: string;
}

/** Who paid, as far as earning is concerned. */
export interface Standing {
  tier: string | null;
  /** What the rule calls that tier; null: it says nothing of it. */
  tierInRule: string | null;
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
  /** The privilege it is more by, and by how many points. */
  by: { id: string; more: number } | null;
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
  const { multiplier, note, id } = bestMultiplier(rule, payment, standing, payment.soldAt ?? now);
  const round = rule.rounding === 'down' ? Math.floor : Math.round;
  const whole = round((eligible * rule.pointsPerYuan * multiplier) / 10_000);
  const today = earnedToday?.day === chinaDateOf(now) ? earnedToday.points : 0;
  const leftToday = rule.perDayCap === null ? whole : Math.max(0, rule.perDayCap - today);
  const capped = Math.min(whole, rule.perOrderCap ?? whole, leftToday);
  const plain = Math.min(capped, round((eligible * rule.pointsPerYuan) / 100));
  return {
    points: points(capped),
    multiplier,
    note: capped < whole ? '已到积分上限' : note,
    by: id === null ? null : { id, more: capped - plain },
  };
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

const PLAIN = { multiplier: 100, note: null, id: null };

function bestMultiplier(
  rule: EarnRule,
  { storeId, offers: sold = [] }: Payment,
  standing: Standing,
  now: Instant,
) {
  const offers: { multiplier: number; note: string | null; id: string | null }[] = [PLAIN, ...sold];
  const { tierInRule } = standing;
  const ofTier = tierInRule === null ? undefined : rule.tierMultipliers[tierInRule];
  if (ofTier !== undefined)
    offers.push({ multiplier: ofTier, note: `${standing.tier ?? tierInRule}${timesText(ofTier)}`, id: null });
  const isBirthday = standing.birthday !== null && isBirthdayOn(standing.birthday, chinaDateOf(now));
  if (rule.birthdayMultiplier !== null && isBirthday) {
    offers.push({
      multiplier: rule.birthdayMultiplier,
      note: `生日${timesText(rule.birthdayMultiplier)}`,
      id: null,
    });
  }
  for (const campaign of rule.campaigns) {
    if (!runs(campaign, storeId, now)) continue;
    offers.push({
      multiplier: campaign.multiplier,
      note: `${campaign.name}${timesText(campaign.multiplier)}`,
      id: null,
    });
  }
  return offers.reduce((best, offer) => (offer.multiplier > best.multiplier ? offer : best));
}

/** @param birthday `MM-DD`; who was born on 29 February has it on the 28th in other years */
export const isBirthdayOn = (birthday: string, today: ChinaDate): boolean =>
  birthday === today.slice(5) ||
  (birthday === '02-29' && today.endsWith('-02-28') && !isRealChinaDate(`${today.slice(0, 4)}-02-29`));

/** A campaign runs while `from <= now < until`. */
const runs = ({ from, until, storeIds }: Campaign, storeId: string | null, now: Instant): boolean =>
  from <= now && now < until && (storeIds === null || storeIds.some((id) => id === storeId));

/** `150` → ` 1.5 倍` */
export const timesText = (multiplier: number): string => ` ${multiplier / 100} 倍`;

/** What the day's earnings are after this payment: for the daily cap of the next one. */
export const earnedOnAfter = (earnedToday: EarnedToday | null, earned: number, now: Instant) => {
  const day = chinaDateOf(now);
  return { day, points: points((earnedToday?.day === day ? earnedToday.points : 0) + earned) };
};
