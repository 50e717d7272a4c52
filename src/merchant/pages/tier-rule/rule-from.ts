import type { Gift, GrowthRule } from '@contracts/growth/growth-rule';
import type { Privilege } from '@contracts/growth/privilege';
import { isCouponPackId } from '@contracts/primitives/ids';
import { dayOfEveryYear } from '@contracts/primitives/tier/day-of-every-year';
import { privilegeValues } from '@contracts/primitives/tier/privilege-kinds';
import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { decimalTyped, wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  neededWhole,
  optionalWhole,
  wrong,
  valuesOf,
  type Checked,
  type Read,
} from '@/components/form/problems';
import { newTier, type GiftForm, type PrivilegeForm, type RuleForm, type TierForm } from './rule-draft';

const MOST = 10_000_000;

export interface Publishing {
  draft: GrowthRule;
  from: ChinaDate | null;
}

type Tier = GrowthRule['tiers'][number];

/** Of the lowest, which everybody has, nothing is asked. */
function tierFrom(tiers: readonly TierForm[], at: number): Checked<Tier> {
  const { id, name, entry, keep, look } = tiers[at] ?? newTier(at);
  const below = wholeTyped(tiers[at - 1]?.entry ?? '', 0, MOST) ?? -1;
  const asked = at === 0 ? good(0) : neededWhole(entry, '升级门槛', [1, MOST]);
  const kept = at === 0 ? good(0) : neededWhole(keep, '保级', [0, MOST]);
  const isTwice = tiers.some((other, position) => position < at && other.name.trim() === name.trim());
  const checked = checkForm(
    {
      name:
        name.trim() !== '' && isTwice
          ? wrong('等级', '等级的名称不能重复')
          : neededText(name, '等级', '请写等级名称'),
      entry: asked.ok && asked.value <= below ? wrong('升级门槛', '要比下面一级高') : asked,
      keep: asked.ok && kept.ok && kept.value > asked.value ? wrong('保级', '不能比升级门槛高') : kept,
    },
    (read): Tier => ({
      ...(id !== null && { id }),
      name: read.name.value,
      entry: read.entry.value,
      keep: read.keep.value,
      look,
    }),
  );
  return named(checked, (field) => `tier-${field}-${at}`);
}

function giftFrom(gifts: readonly GiftForm[], at: number, tiers: number): Checked<Gift> {
  const { kind, level, packId } = gifts[at] ?? { kind: 'upgrade', level: 0, packId: '' };
  const isTwice = gifts.some(
    (other, position) => position < at && other.kind === kind && other.level === level,
  );
  const checked = checkForm(
    {
      level: !isLevel(level, tiers)
        ? wrong('会员礼的等级', '这个等级已经去掉，请另选')
        : kind === 'upgrade' && level === 0
          ? wrong('会员礼的等级', '最低一级入会就有，没有升级礼')
          : isTwice
            ? wrong('会员礼的等级', '这一级的这种礼已经有一份')
            : good(level),
      pack: needed(isCouponPackId(packId) ? packId : null, '券包', '请选券包'),
    },
    (read): Gift => ({ kind, fromLevel: read.level.value, packId: read.pack.value }),
  );
  return named(checked, (field) => `gift-${field}-${at}`);
}

/** The same, its fields under the names they have in their row. */
const named = <Value>(checked: Checked<Value>, nameOf: (field: string) => string): Checked<Value> =>
  checked.ok
    ? checked
    : { ok: false, problems: checked.problems.map((one) => ({ ...one, field: nameOf(one.field) })) };

const isLevel = (level: number, tiers: number): boolean => level < tiers;

/** A till’s right has a value within its bounds and is never used up; another may be counted. */
function privilegeFrom(form: PrivilegeForm, at: number, tiers: number): Checked<Privilege> {
  const { id, kind, name, terms, level, value, times, period } = form;
  const range = privilegeValues[kind];
  const amount: Read<number | null> = range
    ? needed(
        decimalTyped(value, 2, range.least, range.most),
        '权益的数值',
        `请填 ${range.least / 100} 到 ${range.most / 100}，最多两位小数`,
      )
    : good(null);
  const quota = range ? good(null) : optionalWhole(times, '权益的次数', [1, 366], '，不限就不填');
  const reads = {
    name: neededText(name, '权益名称', '请写权益名称'),
    value: amount,
    terms: neededText(terms, '权益说明', '请写清楚怎么用，会员会看到'),
    level: isLevel(level, tiers) ? good(level) : wrong('权益的等级', '这个等级已经去掉，请另选'),
    times: quota,
  };
  const checked = checkForm(reads, (read): Privilege => ({
    id,
    kind,
    name: read.name.value,
    terms: read.terms.value,
    fromLevel: read.level.value,
    value: read.value.value,
    quota: read.times.value === null ? null : { times: read.times.value, period },
  }));
  return named(checked, (field) => `right-${field}-${at}`);
}

function reviewFrom({ reviewKind, reviewMonth, reviewDay }: RuleForm): Read<GrowthRule['review']> {
  if (reviewKind === 'anniversary') return good({ kind: 'anniversary' });
  const day = `${reviewMonth}-${reviewDay}`;
  return dayOfEveryYear.test(day)
    ? good({ kind: 'fixed', day })
    : wrong('复核日', '请选每年都有的一天，2 月 29 日不行');
}

/** Both or none. */
function frequencyFrom({ frequencyOrder, frequencyGrowth }: RuleForm): Read<GrowthRule['frequency']> {
  if (frequencyOrder.trim() === '' && frequencyGrowth.trim() === '') return good(null);
  const order = neededWhole(frequencyOrder, '当月第几单', [2, 31]);
  const growth = neededWhole(frequencyGrowth, '当月第几单', [0, MOST]);
  if (!order.ok) return order;
  return growth.ok ? good({ order: order.value, growth: growth.value }) : growth;
}

const readsOf = (form: RuleForm) => ({
  'per-yuan': needed(decimalTyped(form.perYuan, 2, 0, 10_000), '每 1 元得', '请填 0 到 100，最多两位小数'),
  'per-order-cap': optionalWhole(form.perOrderCap, '每单最多', [0, MOST]),
  'pending-days': neededWhole(form.pendingDays, '几天后计入', [0, 90]),
  frequency: frequencyFrom(form),
  profile: neededWhole(form.profile, '完善资料', [0, MOST]),
  invite: neededWhole(form.invite.growth, '邀请好友', [0, MOST]),
  'invite-times': optionalWhole(form.invite.times, '邀请一年最多', [1, 366]),
  'review-day': reviewFrom(form),
  'grace-days': neededWhole(form.graceDays, '宽限', [0, 90]),
});

/** The rule of the form, or everything that is wrong with it. @param before what is no field of it stays as it was */
export function ruleFrom(form: RuleForm, before: GrowthRule): Checked<Publishing> {
  const count = form.tiers.length;
  const tiers = form.tiers.map((_tier, at) => tierFrom(form.tiers, at));
  const gifts = form.gifts.map((_gift, at) => giftFrom(form.gifts, at, count));
  const privileges = form.privileges.map((one, at) => privilegeFrom(one, at, count));
  return checkForm(
    readsOf(form),
    (read): Publishing => ({
      draft: {
        tiers: valuesOf(tiers),
        perYuan: read['per-yuan'].value,
        perOrderCap: read['per-order-cap'].value,
        frequency: read.frequency.value,
        behaviours: {
          ...before.behaviours,
          invite: { growth: read.invite.value, timesAYear: read['invite-times'].value },
          profile: { ...before.behaviours.profile, growth: read.profile.value },
        },
        pendingDays: read['pending-days'].value,
        lifetime: form.lifetime,
        review: read['review-day'].value,
        graceDays: read['grace-days'].value,
        refundFalls: form.refundFalls,
        gifts: valuesOf(gifts),
        privileges: valuesOf(privileges),
      },
      from: isChinaDate(form.from) ? form.from : null,
    }),
    [...tiers, ...gifts, ...privileges],
  );
}
