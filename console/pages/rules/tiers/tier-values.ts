import { TuankaError } from '@contracts/errors';
import type { Gift, GrowthRule } from '@contracts/growth/growth-rule';
import type { Privilege } from '@contracts/growth/privilege';
import { isCouponPackId } from '@contracts/primitives/ids';
import { newRequestId } from '@contracts/primitives/codes/new-request-id';
import type { GiftKind } from '@contracts/primitives/tier/gift-channel';
import { privilegeValues, type PrivilegeKind } from '@contracts/primitives/tier/privilege-kinds';
import { lookAt, type TierLook } from '@contracts/primitives/tier/tier-look';

export interface TierRow {
  /** What it is whatever becomes of its words and its place; null: it is new. */
  id: number | null;
  name: string;
  entry: number | null;
  keep: number | null;
  look: TierLook;
}
export interface GiftRow {
  kind: GiftKind;
  /** The tier by its id; of those that are new the first is -1, the second -2: rows come and go while it is chosen. */
  level: number;
  packId: string | null;
}
export interface PrivilegeRow {
  /** Its uses stand under it: kept while its words change. */
  id: string;
  kind: PrivilegeKind;
  name: string;
  /** 折, times or yuan; of a kind without a value nothing. */
  value: number | null;
  level: number;
  times: number | null;
  period: 'month' | 'year';
  terms: string;
}
export interface TierValues {
  tiers: TierRow[];
  perYuan: number | null;
  perOrderCap: number | null;
  frequencyOrder: number | null;
  frequencyGrowth: number | null;
  profile: number | null;
  invite: number | null;
  inviteTimes: number | null;
  pendingDays: number | null;
  lifetime: GrowthRule['lifetime'];
  reviewKind: GrowthRule['review']['kind'];
  /** `MM-DD` */
  reviewDay: string;
  graceDays: number | null;
  refundFalls: GrowthRule['refundFalls'];
  gifts: GiftRow[];
  privileges: PrivilegeRow[];
  /** The first day on which it holds; null: as soon as may be. */
  from: string | null;
}

export const newPrivilege = (): PrivilegeRow => ({
  id: newRequestId().slice(-12),
  kind: 'priority',
  name: '',
  value: null,
  level: 1,
  times: null,
  period: 'month',
  terms: '',
});

const idOf = ({ tiers }: GrowthRule, place: number): number => tiers[place]?.id ?? place;

/** Where the chosen tier stands by now; below nothing: it is gone. */
export const placeOf = (tiers: readonly TierRow[], level: number): number => {
  if (level >= 0) return tiers.findIndex(({ id }) => id === level);
  const fresh = tiers.flatMap(({ id }, place) => (id === null ? [place] : []));
  return fresh[-level - 1] ?? -1;
};

export function tierValues(rule: GrowthRule): TierValues {
  const { behaviours, frequency, review } = rule;
  return {
    tiers: rule.tiers.map(({ id, name, entry, keep, look }, level) => ({
      id: id ?? level,
      name,
      entry,
      keep,
      look: look ?? lookAt(level),
    })),
    perYuan: rule.perYuan / 100,
    perOrderCap: rule.perOrderCap,
    frequencyOrder: frequency?.order ?? null,
    frequencyGrowth: frequency?.growth ?? null,
    profile: behaviours.profile.growth,
    invite: behaviours.invite.growth,
    inviteTimes: behaviours.invite.timesAYear,
    pendingDays: rule.pendingDays,
    lifetime: rule.lifetime,
    reviewKind: review.kind,
    reviewDay: review.kind === 'fixed' ? review.day : '01-01',
    graceDays: rule.graceDays,
    refundFalls: rule.refundFalls,
    gifts: rule.gifts.map(({ kind, fromLevel, packId }) => ({ kind, level: idOf(rule, fromLevel), packId })),
    privileges: rule.privileges.map(({ id, kind, name, value, fromLevel, quota, terms }) => ({
      id,
      kind,
      name,
      value: value === null ? null : value / 100,
      level: idOf(rule, fromLevel),
      times: quota?.times ?? null,
      period: quota?.period ?? 'month',
      terms,
    })),
    from: null,
  };
}

/** A kind the till applies has a value and is never used up; another has none. */
function privilegeOf(
  { kind, value, level, times, period, ...words }: PrivilegeRow,
  tiers: readonly TierRow[],
): Privilege {
  const isApplied = privilegeValues[kind] !== undefined;
  return {
    id: words.id,
    kind,
    name: words.name.trim(),
    terms: words.terms.trim(),
    fromLevel: placeOf(tiers, level),
    value: isApplied ? Math.round((value ?? 0) * 100) : null,
    quota: isApplied || times === null ? null : { times, period },
  };
}

function giftOf({ kind, level, packId }: GiftRow, tiers: readonly TierRow[]): Gift {
  if (!isCouponPackId(packId)) throw new TuankaError('invalid_input');
  return { kind, fromLevel: placeOf(tiers, level), packId };
}

/** @param before what is no field of the form stays as it was */
export function growthRuleOf(values: TierValues, before: GrowthRule): GrowthRule {
  const { frequencyOrder, frequencyGrowth, reviewKind, reviewDay } = values;
  return {
    tiers: values.tiers.map(({ id, name, entry, keep, look }) => ({
      ...(id !== null && { id }),
      name: name.trim(),
      entry: entry ?? 0,
      keep: keep ?? 0,
      look,
    })),
    perYuan: Math.round((values.perYuan ?? 0) * 100),
    perOrderCap: values.perOrderCap,
    frequency: frequencyOrder === null ? null : { order: frequencyOrder, growth: frequencyGrowth ?? 0 },
    behaviours: {
      ...before.behaviours,
      invite: { growth: values.invite ?? 0, timesAYear: values.inviteTimes },
      profile: { ...before.behaviours.profile, growth: values.profile ?? 0 },
    },
    pendingDays: values.pendingDays ?? 0,
    lifetime: values.lifetime,
    review: reviewKind === 'anniversary' ? { kind: 'anniversary' } : { kind: 'fixed', day: reviewDay },
    graceDays: values.graceDays ?? 0,
    refundFalls: values.refundFalls,
    gifts: values.gifts.map((gift) => giftOf(gift, values.tiers)),
    privileges: values.privileges.map((right) => privilegeOf(right, values.tiers)),
  };
}

/** Nothing is asked of the lowest, each asks for more than the one below, and staying for no more than entering. */
export const areTiersWrong = (tiers: readonly TierRow[]): boolean =>
  tiers.length < 3 ||
  tiers.length > 5 ||
  new Set(tiers.map(({ name }) => name.trim())).size < tiers.length ||
  tiers.some(({ entry, keep }, at) => {
    const below = tiers[at - 1]?.entry ?? -1;
    return at === 0 ? entry !== 0 || keep !== 0 : (entry ?? 0) <= below || (keep ?? 0) > (entry ?? 0);
  });

/** A value outside of what its kind allows. */
export const isValueWrong = ({ kind, value }: PrivilegeRow): boolean => {
  const range = privilegeValues[kind];
  return range !== undefined && (value === null || value * 100 < range.least || value * 100 > range.most);
};

/** Two of one occasion and tier, one for entering the lowest, or of a tier that is not there. */
export const areGiftsWrong = (gifts: readonly GiftRow[], tiers: readonly TierRow[]): boolean =>
  gifts.some(
    ({ kind, level }, at) =>
      placeOf(tiers, level) < 0 ||
      (kind === 'upgrade' && placeOf(tiers, level) === 0) ||
      gifts.some((other, place) => place < at && other.kind === kind && other.level === level),
  );
