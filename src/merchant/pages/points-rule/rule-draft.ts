import type { Campaign, EarnRule, ExpiryPolicy, PointsRuleDraft } from '@contracts/points/points-rule';
import { isStoreId, type StoreId } from '@contracts/primitives/ids';
import { points } from '@contracts/primitives/points';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate } from '@contracts/primitives/time';
import { decimalTyped, wholeTyped } from '@contracts/primitives/typed';

/** What the form holds: text as it was typed. */
export interface RuleForm {
  pointsPerYuan: string;
  rounding: EarnRule['rounding'];
  categoryMode: 'all' | 'only' | 'except';
  categoryNames: string;
  storeIds: StoreId[];
  /** `银卡 1.2、金卡 1.5` */
  tiers: string;
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

export const NEW_CAMPAIGN: CampaignForm = { name: '', from: '', to: '', times: '2' };

/** Before the first rule is published. */
export const FIRST_FORM: RuleForm = {
  pointsPerYuan: '1',
  rounding: 'down',
  categoryMode: 'all',
  categoryNames: '',
  storeIds: [],
  tiers: '',
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
    categoryNames: earn.categories?.names.join('、') ?? '',
    storeIds: earn.storeIds ?? [],
    tiers: Object.entries(earn.tierMultipliers)
      .map(([tier, times]) => `${tier} ${timesText(times)}`)
      .join('、'),
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

/** Why the form makes no rule, for the operator. */
export class RuleProblem extends Error {
  override readonly name = 'RuleProblem';
}

function whole(text: string, name: string, least: number, most: number): number {
  const value = wholeTyped(text, least, most);
  if (value === null) throw new RuleProblem(`「${name}」请填 ${least} 到 ${most} 的整数`);
  return value;
}

function tenths(text: string, name: string): number {
  const value = decimalTyped(text, 1, 0, 1000);
  if (value === null) throw new RuleProblem(`「${name}」请填 0 到 100，最多一位小数`);
  return value;
}

const optional = (text: string, name: string, most: number): number | null =>
  text.trim() === '' ? null : whole(text, name, 0, most);

function hundredths(text: string, name: string): number {
  const value = decimalTyped(text, 2, 100, 1000);
  if (value === null) throw new RuleProblem(`「${name}」的倍数请填 1 到 10，最多两位小数`);
  return value;
}

const namesOf = (text: string): string[] =>
  text
    .split(/[、,，]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

function tiersOf(text: string): Record<string, number> {
  const pairs = namesOf(text).map((part) => {
    const match = /^(.+?)\s+(\S+)$/.exec(part);
    if (!match?.[1] || !match[2]) throw new RuleProblem('等级倍数请写成「银卡 1.2、金卡 1.5」');
    return [match[1], hundredths(match[2], match[1])] as const;
  });
  return Object.fromEntries(pairs);
}

function campaignOf({ name, from, to, times }: CampaignForm): Campaign {
  const start = startOfChinaDate(from);
  const last = startOfChinaDate(to);
  if (name.trim() === '') throw new RuleProblem('活动请写名称');
  if (start === null || last === null || last < start) throw new RuleProblem(`「${name}」的日期不对`);
  const multiplier = hundredths(times, name);
  return { name: name.trim(), from: start, until: addMs(last, DAY_MS), multiplier, storeIds: null };
}

function categoriesOf({ categoryMode, categoryNames }: RuleForm): EarnRule['categories'] {
  if (categoryMode === 'all') return null;
  const names = namesOf(categoryNames);
  if (names.length === 0) throw new RuleProblem('请写商品类别，用顿号隔开');
  return { mode: categoryMode, names };
}

function expiryOf({ expiryKind, expiryLength }: RuleForm): ExpiryPolicy {
  if (expiryKind === 'never') return { kind: 'never' };
  if (expiryKind === 'days') return { kind: 'days', days: whole(expiryLength, '有效天数', 1, 3650) };
  return { kind: expiryKind, months: whole(expiryLength, '几个月后', 0, 120) };
}

const capOf = (text: string, name: string) => {
  const cap = optional(text, name, 1_000_000);
  return cap === null ? null : points(cap);
};

const MOST = 100_000;
const eventPointsOf = (text: string, name: string) => points(whole(text, name, 0, MOST));

/**
 * The rule of the form. Stores of a campaign that was made elsewhere are kept: the form does not show them.
 * @throws RuleProblem
 */
export function draftOf(form: RuleForm, before: PointsRuleDraft | null): PointsRuleDraft {
  const { events, offset } = form;
  const rate = optional(offset.pointsPerYuan, '多少积分抵 1 元', MOST);
  return {
    earn: {
      pointsPerYuan: whole(form.pointsPerYuan, '每 1 元得几积分', 0, 1000),
      rounding: form.rounding,
      categories: categoriesOf(form),
      storeIds: form.storeIds.length === 0 ? null : form.storeIds.filter(isStoreId),
      tierMultipliers: tiersOf(form.tiers),
      birthdayMultiplier: form.birthday.trim() === '' ? null : hundredths(form.birthday, '生日'),
      campaigns: form.campaigns.map((campaign) => ({
        ...campaignOf(campaign),
        storeIds: before?.earn.campaigns.find(({ name }) => name === campaign.name)?.storeIds ?? null,
      })),
      perOrderCap: capOf(form.perOrderCap, '每单最多'),
      perDayCap: capOf(form.perDayCap, '每天最多'),
    },
    events: {
      join: eventPointsOf(events.join, '入会'),
      profile: eventPointsOf(events.profile, '完善资料'),
      follow: eventPointsOf(events.follow, '关注公众号'),
      review: eventPointsOf(events.review, '评价'),
      invite: eventPointsOf(events.invite, '邀请好友'),
    },
    offset: {
      pointsPerYuan: rate === 0 ? null : rate,
      mostShare: tenths(offset.mostPercent, '最多抵百分之几'),
      leastPoints: whole(offset.leastPoints, '满多少积分可用', 1, MOST),
    },
    expiry: expiryOf(form),
    pendingDays: whole(form.pendingDays, '几天后到账', 0, 90),
    reminderLeast: whole(form.reminderLeast, '少于多少不提醒', 1, MOST),
  };
}

/** What is wrong with the form; null when it makes a rule. */
export function problemOf(form: RuleForm, before: PointsRuleDraft | null): string | null {
  try {
    draftOf(form, before);
    return null;
  } catch (error) {
    if (error instanceof RuleProblem) return error.message;
    throw error;
  }
}
