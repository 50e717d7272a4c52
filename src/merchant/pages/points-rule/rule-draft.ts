import type { EarnRule, ExpiryPolicy, PointsRuleDraft } from '@contracts/points/points-rule';
import type { StoreId } from '@contracts/primitives/ids';
import { addMs, chinaDateOf } from '@contracts/primitives/time';

/** What the form holds: text as it was typed. */
export interface RuleForm {
  pointsPerYuan: string;
  rounding: EarnRule['rounding'];
  categoryMode: 'all' | 'only' | 'except';
  categoryNames: readonly string[];
  storeIds: StoreId[];
  tiers: readonly TierForm[];
  birthday: string;
  perOrderCap: string;
  perDayCap: string;
  campaigns: CampaignForm[];
  events: Record<'join' | 'profile' | 'follow' | 'review' | 'invite', string>;
  offset: { pointsPerYuan: string; mostPercent: string; leastPoints: string };
  expiryKind: ExpiryPolicy['kind'];
  /** Days or months. */
  expiryLength: string;
  pendingDays: string;
  reminderLeast: string;
}

export interface CampaignForm {
  name: string;
  /** The first and the last day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  times: string;
}

/** A tier and how many times the points it earns. */
export interface TierForm {
  name: string;
  times: string;
}

export const NEW_TIER: TierForm = { name: '', times: '' };

export const NEW_CAMPAIGN: CampaignForm = { name: '', from: '', to: '', times: '2' };

/** Before the first rule is published. */
export const FIRST_FORM: RuleForm = {
  pointsPerYuan: '1',
  rounding: 'down',
  categoryMode: 'all',
  categoryNames: [],
  storeIds: [],
  tiers: [],
  birthday: '',
  perOrderCap: '',
  perDayCap: '',
  campaigns: [],
  events: { join: '0', profile: '0', follow: '0', review: '0', invite: '0' },
  offset: { pointsPerYuan: '', mostPercent: '30', leastPoints: '100' },
  expiryKind: 'month_end',
  expiryLength: '12',
  pendingDays: '7',
  reminderLeast: '50',
};

const timesText = (hundredths: number): string => String(hundredths / 100);
const textOr = (value: number | null): string => (value === null ? '' : String(value));

export function formOf({ earn, events, offset, expiry, ...rest }: PointsRuleDraft): RuleForm {
  return {
    pointsPerYuan: String(earn.pointsPerYuan),
    rounding: earn.rounding,
    categoryMode: earn.categories?.mode ?? 'all',
    categoryNames: earn.categories?.names ?? [],
    storeIds: earn.storeIds ?? [],
    tiers: Object.entries(earn.tierMultipliers).map(([name, times]) => ({ name, times: timesText(times) })),
    birthday: earn.birthdayMultiplier === null ? '' : timesText(earn.birthdayMultiplier),
    perOrderCap: textOr(earn.perOrderCap),
    perDayCap: textOr(earn.perDayCap),
    campaigns: earn.campaigns.map(({ name, from, until, multiplier }) => ({
      name,
      from: chinaDateOf(from),
      to: chinaDateOf(addMs(until, -1)),
      times: timesText(multiplier),
    })),
    events: {
      join: String(events.join),
      profile: String(events.profile),
      follow: String(events.follow),
      review: String(events.review),
      invite: String(events.invite),
    },
    offset: {
      pointsPerYuan: textOr(offset.pointsPerYuan),
      mostPercent: String(offset.mostShare / 10),
      leastPoints: String(offset.leastPoints),
    },
    expiryKind: expiry.kind,
    expiryLength: expiry.kind === 'never' ? '' : String(expiry.kind === 'days' ? expiry.days : expiry.months),
    pendingDays: String(rest.pendingDays),
    reminderLeast: String(rest.reminderLeast),
  };
}
