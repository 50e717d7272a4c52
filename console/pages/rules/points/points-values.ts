import type { Campaign, ExpiryPolicy, PointsRuleDraft } from '@contracts/points/points-rule';
import { TuankaError } from '@contracts/errors';
import { isStoreId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { firstDayOf, fromOf, lastDayOf, untilOf } from '../../../kit/edit/days';

export interface TierValues {
  name: string;
  times: number | null;
}
export interface CampaignValues {
  name: string;
  firstDay: string | null;
  lastDay: string | null;
  times: number | null;
  storeIds: string[];
}
export interface PointsValues {
  pointsPerYuan: number | null;
  rounding: PointsRuleDraft['earn']['rounding'];
  categoryMode: 'all' | 'only' | 'except';
  categoryNames: string[];
  storeIds: string[];
  birthday: number | null;
  perOrderCap: number | null;
  perDayCap: number | null;
  tiers: TierValues[];
  campaigns: CampaignValues[];
  join: number | null;
  profile: number | null;
  follow: number | null;
  invite: number | null;
  offsetRate: number | null;
  offsetPercent: number | null;
  offsetLeast: number | null;
  pendingDays: number | null;
  expiryKind: ExpiryPolicy['kind'];
  expiryLength: number | null;
  reminderLeast: number | null;
}

/** Before the first rule is published. */
const FIRST: PointsValues = {
  pointsPerYuan: 1,
  rounding: 'down',
  categoryMode: 'all',
  categoryNames: [],
  storeIds: [],
  birthday: null,
  perOrderCap: null,
  perDayCap: null,
  tiers: [],
  campaigns: [],
  join: 0,
  profile: 0,
  follow: 0,
  invite: 0,
  offsetRate: null,
  offsetPercent: 30,
  offsetLeast: 100,
  pendingDays: 7,
  expiryKind: 'month_end',
  expiryLength: 12,
  reminderLeast: 50,
};

const lengthOf = (expiry: ExpiryPolicy): number | null =>
  expiry.kind === 'never' ? null : expiry.kind === 'days' ? expiry.days : expiry.months;
/** Hundredths and the number of times people type. */
const timesOf = (hundredths: number): number => hundredths / 100;
const hundredthsOf = (times: number | null): number => Math.round((times ?? 1) * 100);

const campaignValues = (campaign: Campaign): CampaignValues => ({
  name: campaign.name,
  firstDay: firstDayOf(campaign.from),
  lastDay: lastDayOf(campaign.until),
  times: timesOf(campaign.multiplier),
  storeIds: campaign.storeIds ?? [],
});

export function pointsValues(rule: PointsRuleDraft | null): PointsValues {
  if (!rule) return FIRST;
  const { earn, events, offset, expiry, pendingDays, reminderLeast } = rule;
  return {
    pointsPerYuan: earn.pointsPerYuan,
    rounding: earn.rounding,
    categoryMode: earn.categories?.mode ?? 'all',
    categoryNames: earn.categories?.names ?? [],
    storeIds: earn.storeIds ?? [],
    birthday: earn.birthdayMultiplier === null ? null : timesOf(earn.birthdayMultiplier),
    perOrderCap: earn.perOrderCap,
    perDayCap: earn.perDayCap,
    tiers: Object.entries(earn.tierMultipliers).map(([name, times]) => ({ name, times: timesOf(times) })),
    campaigns: earn.campaigns.map(campaignValues),
    join: events.join,
    profile: events.profile,
    follow: events.follow,
    invite: events.invite,
    offsetRate: offset.pointsPerYuan,
    offsetPercent: offset.mostShare / 10,
    offsetLeast: offset.leastPoints,
    pendingDays,
    expiryKind: expiry.kind,
    expiryLength: lengthOf(expiry),
    reminderLeast,
  };
}

function campaignOf(values: CampaignValues, before: Campaign | undefined): Campaign {
  const from = fromOf(values.firstDay, before?.from ?? null);
  const until = untilOf(values.lastDay, before?.until ?? null);
  if (from === null || until === null) throw new TuankaError('invalid_input');
  const storeIds = values.storeIds.filter(isStoreId);
  return {
    name: values.name.trim(),
    from,
    until,
    multiplier: hundredthsOf(values.times),
    storeIds: storeIds.length === 0 ? null : storeIds,
  };
}

function expiryOf({ expiryKind, expiryLength }: PointsValues): ExpiryPolicy {
  if (expiryKind === 'never') return { kind: 'never' };
  return expiryKind === 'days'
    ? { kind: 'days', days: expiryLength ?? 0 }
    : { kind: expiryKind, months: expiryLength ?? 0 };
}

function earnOf(values: PointsValues, before: PointsRuleDraft | null): PointsRuleDraft['earn'] {
  const { categoryMode, categoryNames, birthday } = values;
  const storeIds = values.storeIds.filter(isStoreId);
  const known = before?.earn.campaigns ?? [];
  return {
    pointsPerYuan: values.pointsPerYuan ?? 0,
    rounding: values.rounding,
    categories: categoryMode === 'all' ? null : { mode: categoryMode, names: categoryNames },
    storeIds: storeIds.length === 0 ? null : storeIds,
    tierMultipliers: Object.fromEntries(
      values.tiers.map(({ name, times }) => [name.trim(), hundredthsOf(times)]),
    ),
    birthdayMultiplier: birthday === null ? null : hundredthsOf(birthday),
    campaigns: values.campaigns.map((campaign) =>
      campaignOf(
        campaign,
        known.find(({ name }) => name === campaign.name),
      ),
    ),
    perOrderCap: values.perOrderCap === null ? null : points(values.perOrderCap),
    perDayCap: values.perDayCap === null ? null : points(values.perDayCap),
  };
}

/** @throws TuankaError invalid_input for a campaign without days */
export function pointsRuleOf(values: PointsValues, before: PointsRuleDraft | null): PointsRuleDraft {
  return {
    earn: earnOf(values, before),
    events: {
      join: points(values.join ?? 0),
      profile: points(values.profile ?? 0),
      follow: points(values.follow ?? 0),
      // Nothing reviews yet: it stays as it was.
      review: before?.events.review ?? points(0),
      invite: points(values.invite ?? 0),
    },
    offset: {
      pointsPerYuan: values.offsetRate,
      mostShare: Math.round((values.offsetPercent ?? 0) * 10),
      leastPoints: values.offsetLeast ?? 1,
    },
    expiry: expiryOf(values),
    pendingDays: values.pendingDays ?? 0,
    reminderLeast: values.reminderLeast ?? 1,
  };
}

export const hasTwins = (names: readonly string[]): boolean =>
  new Set(names.map((name) => name.trim())).size < names.length;
