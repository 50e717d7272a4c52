import type { Campaign, EarnRule, ExpiryPolicy, PointsRuleDraft } from '@contracts/points/points-rule';
import { points, type Points } from '@contracts/primitives/points';
import { addMs, DAY_MS, startOfChinaDate } from '@contracts/primitives/time';
import { decimalTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  neededWhole,
  optional,
  optionalWhole,
  problemsOf,
  readyForm,
  refusedForm,
  valuesOf,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';
import type { CampaignForm, RuleForm, TierForm } from './rule-draft';

const MOST = 100_000;

const eventPoints = (text: string, label: string): Read<Points> => {
  const count = neededWhole(text, label, [0, MOST]);
  return count.ok ? good(points(count.value)) : count;
};
const cap = (text: string, label: string): Read<Points | null> => {
  const most = optionalWhole(text, label, [0, 1_000_000]);
  if (!most.ok) return most;
  return good(most.value === null ? null : points(most.value));
};

/** `1.2` is 120 hundredths. */
const times = (text: string): number | null => decimalTyped(text, 2, 100, 1000);
const TIMES = '请填 1 到 10，最多两位小数';

function tiersFrom(tiers: readonly TierForm[]): Checked<[name: string, hundredths: number]>[] {
  return tiers.map(({ name, times: typed }, at) => {
    const isTwice = tiers.some((other, position) => position < at && other.name.trim() === name.trim());
    const reads = {
      [`tier-${at}`]:
        name.trim() !== '' && isTwice
          ? wrong('等级', '等级的名称不能重复')
          : neededText(name, '等级', '请写等级名称'),
      [`tier-times-${at}`]: needed(times(typed), '等级倍数', TIMES),
    };
    return checkForm(reads, () => [name.trim(), times(typed) ?? 0]);
  });
}

/** Stores of a campaign that was made elsewhere are kept: the form does not show them. */
function campaignFrom(campaign: CampaignForm, at: number, before: PointsRuleDraft | null): Checked<Campaign> {
  const { name, from, to } = campaign;
  const [start, last] = [startOfChinaDate(from), startOfChinaDate(to)];
  const reads = {
    [`campaign-${at}`]: neededText(name, '活动名称', '请写活动名称'),
    [`campaign-from-${at}`]: needed(start, '活动日期', '请选第一天'),
    [`campaign-to-${at}`]:
      start !== null && last !== null && last < start
        ? wrong('活动日期', '最后一天不能早于第一天')
        : needed(last, '活动日期', '请选最后一天'),
    [`campaign-times-${at}`]: needed(times(campaign.times), '活动倍数', TIMES),
  };
  const [problems, multiplier] = [problemsOf(reads), times(campaign.times)];
  if (problems.length > 0 || start === null || last === null || multiplier === null)
    return refusedForm(problems);
  const storeIds = before?.earn.campaigns.find((one) => one.name === name)?.storeIds ?? null;
  return readyForm({ name: name.trim(), from: start, until: addMs(last, DAY_MS), multiplier, storeIds });
}

function categoriesFrom({ categoryMode, categoryNames }: RuleForm): Read<EarnRule['categories']> {
  if (categoryMode === 'all') return good(null);
  return categoryNames.length === 0
    ? wrong('商品类别', '请选或加上商品类别')
    : good({ mode: categoryMode, names: [...categoryNames] });
}

function expiryFrom({ expiryKind, expiryLength }: RuleForm): Read<ExpiryPolicy> {
  if (expiryKind === 'never') return good({ kind: 'never' });
  if (expiryKind === 'days') {
    const days = neededWhole(expiryLength, '有效期', [1, 3650]);
    return days.ok ? good({ kind: 'days', days: days.value }) : days;
  }
  const months = neededWhole(expiryLength, '有效期', [0, 120]);
  return months.ok ? good({ kind: expiryKind, months: months.value }) : months;
}

const readsOf = (form: RuleForm) => ({
  'per-yuan': neededWhole(form.pointsPerYuan, '每 1 元得几积分', [0, 1000]),
  'category-names': categoriesFrom(form),
  birthday: optional(form.birthday, times, '生日倍数', TIMES),
  'order-cap': cap(form.perOrderCap, '每单最多'),
  'day-cap': cap(form.perDayCap, '每人每天最多'),
  'event-join': eventPoints(form.events.join, '入会'),
  'event-profile': eventPoints(form.events.profile, '完善资料'),
  'event-follow': eventPoints(form.events.follow, '关注公众号'),
  'event-review': eventPoints(form.events.review, '评价'),
  'event-invite': eventPoints(form.events.invite, '邀请好友'),
  'offset-rate': optionalWhole(form.offset.pointsPerYuan, '抵 1 元要', [0, MOST]),
  'offset-share': needed(
    decimalTyped(form.offset.mostPercent, 1, 0, 1000),
    '最多抵百分之几',
    '请填 0 到 100，最多一位小数',
  ),
  'offset-least': neededWhole(form.offset.leastPoints, '至少用', [1, MOST]),
  'pending-days': neededWhole(form.pendingDays, '几天后到账', [0, 90]),
  'expiry-length': expiryFrom(form),
  'reminder-least': neededWhole(form.reminderLeast, '少于多少不提醒', [1, MOST]),
});

/** The rule of the form, or everything that is wrong with it. */
export function ruleFrom(form: RuleForm, before: PointsRuleDraft | null): Checked<PointsRuleDraft> {
  const reads = readsOf(form);
  const tiers = tiersFrom(form.tiers);
  const campaigns = form.campaigns.map((campaign, at) => campaignFrom(campaign, at, before));
  return checkForm(
    reads,
    (read) => {
      const rate = read['offset-rate'].value;
      return {
        earn: {
          pointsPerYuan: read['per-yuan'].value,
          rounding: form.rounding,
          categories: read['category-names'].value,
          storeIds: form.storeIds.length === 0 ? null : [...form.storeIds],
          tierMultipliers: Object.fromEntries(valuesOf(tiers)),
          birthdayMultiplier: read.birthday.value,
          campaigns: valuesOf(campaigns),
          perOrderCap: read['order-cap'].value,
          perDayCap: read['day-cap'].value,
        },
        events: {
          join: read['event-join'].value,
          profile: read['event-profile'].value,
          follow: read['event-follow'].value,
          review: read['event-review'].value,
          invite: read['event-invite'].value,
        },
        offset: {
          pointsPerYuan: rate === 0 ? null : rate,
          mostShare: read['offset-share'].value,
          leastPoints: read['offset-least'].value,
        },
        expiry: read['expiry-length'].value,
        pendingDays: read['pending-days'].value,
        reminderLeast: read['reminder-least'].value,
      };
    },
    [...tiers, ...campaigns],
  );
}
