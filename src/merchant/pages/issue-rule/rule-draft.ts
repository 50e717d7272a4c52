import type { IssueRuleTerms } from '@contracts/payment/payment';
import { clockText, endMinuteFrom, MINUTES_OF_DAY } from '@contracts/primitives/clock/minute-of-day';
import { fen, yuanText } from '@contracts/primitives/fen';
import type { CardPlanId, CouponPackId, StoreId } from '@contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate } from '@contracts/primitives/time';
import { decimalTyped, fenTyped, wholeTyped } from '@contracts/primitives/typed';
import {
  checkForm,
  good,
  needed,
  neededText,
  optional,
  wrong,
  type Checked,
  type Read,
} from '@/components/form/problems';

/** What the form holds: text as it was typed. Both ends of the dates are days of the rule. */
export interface RuleDraft {
  name: string;
  enabled: boolean;
  priority: string;
  fromYuan: string;
  untilYuan: string;
  firstDay: string;
  lastDay: string;
  weekdays: readonly number[];
  fromTime: string;
  untilTime: string;
  storeIds: readonly StoreId[];
  counterPayments: boolean;
  planId: CardPlanId | null;
  packId: CouponPackId | null;
  claimDays: string;
}

export const EMPTY_RULE: RuleDraft = {
  name: '',
  enabled: true,
  priority: '',
  fromYuan: '0.01',
  untilYuan: '',
  firstDay: '',
  lastDay: '',
  weekdays: [],
  fromTime: '',
  untilTime: '',
  storeIds: [],
  counterPayments: true,
  planId: null,
  packId: null,
  claimDays: '7',
};

/** The form of a rule as it stands. */
export const draftOf = (terms: IssueRuleTerms): RuleDraft => ({
  name: terms.name,
  enabled: terms.enabled,
  priority: String(terms.priority),
  fromYuan: yuanText(terms.fromFen),
  untilYuan: terms.untilFen === null ? '' : yuanText(terms.untilFen),
  firstDay: terms.fromDate ?? '',
  lastDay: terms.untilDate === null ? '' : (dayAfter(terms.untilDate, -1) ?? ''),
  weekdays: terms.weekdays ?? [],
  fromTime: terms.timeOfDay ? clockText(terms.timeOfDay.fromMinute) : '',
  untilTime: terms.timeOfDay ? clockText(terms.timeOfDay.untilMinute) : '',
  storeIds: terms.storeIds ?? [],
  counterPayments: terms.counterPayments,
  planId: terms.planId,
  packId: terms.packId,
  claimDays: String(Math.round((terms.claimValidForMs / DAY_MS) * 100) / 100),
});

/** The day so many days later; null for anything that is no day. */
function dayAfter(day: string, days: number): string | null {
  const start = startOfChinaDate(day);
  return start === null ? null : chinaDateOf(addMs(start, days * DAY_MS));
}

/** The rule the form describes, or what is wrong with which field, in the order of the page. */
export function termsFrom(draft: RuleDraft): Checked<IssueRuleTerms> {
  const reads = {
    name: neededText(draft.name, '规则名称', '请写规则名称，顾客看不到'),
    priority: needed(wholeTyped(draft.priority, 0, 9999), '优先级', '请填 0 到 9999 的整数'),
    plan: needed(draft.planId, '会员卡', '请选择发哪种会员卡'),
    'claim-days': needed(
      decimalTyped(draft.claimDays, 2, 100, 36_500),
      '领取期限',
      '请填 1 到 365 天，可以带小数',
    ),
    'from-yuan': needed(fenTyped(draft.fromYuan, 1), '最低金额', '请填 0.01 以上的金额'),
    'until-yuan': untilFrom(draft),
    'last-day': lastDayFrom(draft),
    'until-time': timeFrom(draft),
  };
  return checkForm(reads, (read) => ({
    name: read.name.value,
    enabled: draft.enabled,
    priority: read.priority.value,
    fromFen: fen(read['from-yuan'].value),
    untilFen: read['until-yuan'].value === null ? null : fen(read['until-yuan'].value),
    fromDate: draft.firstDay === '' ? null : dayAfter(draft.firstDay, 0),
    untilDate: read['last-day'].value,
    weekdays: draft.weekdays.length === 0 ? null : [...draft.weekdays].sort(),
    timeOfDay: read['until-time'].value,
    storeIds: draft.storeIds.length === 0 ? null : [...draft.storeIds],
    counterPayments: draft.counterPayments,
    planId: read.plan.value,
    packId: draft.packId,
    claimValidForMs: (read['claim-days'].value * DAY_MS) / 100,
  }));
}

function untilFrom({ fromYuan, untilYuan }: RuleDraft): Read<number | null> {
  const read = optional(untilYuan, (typed) => fenTyped(typed, 1), '金额上限', '请填金额，不限就留空');
  const from = fenTyped(fromYuan, 1);
  if (!read.ok || read.value === null || from === null || read.value > from) return read;
  return wrong('金额上限', '金额上限要大于最低金额');
}

function lastDayFrom({ firstDay, lastDay }: RuleDraft): Read<string | null> {
  if (lastDay === '') return good(null);
  return firstDay !== '' && lastDay < firstDay
    ? wrong('最后一天', '最后一天不能早于第一天')
    : good(dayAfter(lastDay, 1));
}

function timeFrom({ fromTime, untilTime }: RuleDraft): Read<IssueRuleTerms['timeOfDay']> {
  if (fromTime === '' && untilTime === '') return good(null);
  const fromMinute = endMinuteFrom(fromTime);
  // A clock has no 24:00: midnight as an end is the end of the day.
  const untilMinute = untilTime === '00:00' ? MINUTES_OF_DAY : endMinuteFrom(untilTime);
  if (fromMinute === null || untilMinute === null) return wrong('时段', '时段两头都要选，或都不选');
  return fromMinute === untilMinute
    ? wrong('时段', '两头不能是同一个时间')
    : good({ fromMinute, untilMinute });
}
