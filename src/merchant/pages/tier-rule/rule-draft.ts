import type { GrowthRule } from '@contracts/growth/growth-rule';
import type { GiftKind } from '@contracts/primitives/tier/gift-channel';
import type { PrivilegeKind } from '@contracts/primitives/tier/privilege-kinds';
import { lookAt, type TierLook } from '@contracts/primitives/tier/tier-look';

/** What the form holds: text as it was typed. */
export interface RuleForm {
  tiers: TierForm[];
  perYuan: string;
  perOrderCap: string;
  frequencyOrder: string;
  frequencyGrowth: string;
  invite: BehaviourForm;
  profile: string;
  pendingDays: string;
  lifetime: GrowthRule['lifetime'];
  reviewKind: GrowthRule['review']['kind'];
  /** Of a fixed review, `01` to `12` and `01` to `31`. */
  reviewMonth: string;
  reviewDay: string;
  graceDays: string;
  refundFalls: GrowthRule['refundFalls'];
  gifts: GiftForm[];
  privileges: PrivilegeForm[];
  /** The first day on which it holds, `YYYY-MM-DD`; empty: as soon as may be. */
  from: string;
}

export interface TierForm {
  /** What it is whatever becomes of its words; null: it is new. */
  id: number | null;
  name: string;
  entry: string;
  keep: string;
  look: TierLook;
}

export const newTier = (at: number): TierForm => ({
  id: null,
  name: '',
  entry: '',
  keep: '',
  look: lookAt(at),
});

export interface BehaviourForm {
  growth: string;
  /** Empty: always. */
  times: string;
}

export interface GiftForm {
  kind: GiftKind;
  level: number;
  /** Empty: none is chosen. */
  packId: string;
}

export interface PrivilegeForm {
  id: string;
  kind: PrivilegeKind;
  name: string;
  terms: string;
  level: number;
  /** 折, 倍 or 元; of a kind without a value nothing. */
  value: string;
  /** Empty: as often as one likes. */
  times: string;
  period: 'month' | 'year';
}

const textOr = (value: number | null): string => (value === null ? '' : String(value));

/** Hundredths as people type them: 950 is 9.5. */
export const hundredthsText = (value: number): string => String(value / 100);

export function formOf(rule: GrowthRule): RuleForm {
  const { frequency, behaviours, review } = rule;
  return {
    tiers: rule.tiers.map(({ id, name, entry, keep, look }, level) => ({
      id: id ?? level,
      name,
      entry: String(entry),
      keep: String(keep),
      look: look ?? lookAt(level),
    })),
    perYuan: hundredthsText(rule.perYuan),
    perOrderCap: textOr(rule.perOrderCap),
    frequencyOrder: textOr(frequency?.order ?? null),
    frequencyGrowth: textOr(frequency?.growth ?? null),
    invite: { growth: String(behaviours.invite.growth), times: textOr(behaviours.invite.timesAYear) },
    profile: String(behaviours.profile.growth),
    pendingDays: String(rule.pendingDays),
    lifetime: rule.lifetime,
    reviewKind: review.kind,
    reviewMonth: review.kind === 'fixed' ? review.day.slice(0, 2) : '01',
    reviewDay: review.kind === 'fixed' ? review.day.slice(3) : '01',
    graceDays: String(rule.graceDays),
    refundFalls: rule.refundFalls,
    gifts: rule.gifts.map(({ kind, fromLevel, packId }) => ({ kind, level: fromLevel, packId })),
    privileges: rule.privileges.map(({ id, kind, name, terms, fromLevel, value, quota }) => ({
      id,
      kind,
      name,
      terms,
      level: fromLevel,
      value: value === null ? '' : hundredthsText(value),
      times: textOr(quota?.times ?? null),
      period: quota?.period ?? 'month',
    })),
    from: '',
  };
}

/** The tiers to choose one from, by their place. */
export const levelOptions = (tiers: readonly TierForm[]): { id: string; name: string }[] =>
  tiers.map(({ name }, level) => ({ id: String(level), name: name.trim() || `第 ${level + 1} 级` }));
