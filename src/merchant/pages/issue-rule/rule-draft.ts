import type { IssueRuleTerms } from '@contracts/payment/payment';
import { fen, yuanText } from '@contracts/primitives/fen';
import type { CardPlanId, CouponPackId, StoreId } from '@contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate } from '@contracts/primitives/time';
import { decimalTyped, fenTyped, halfWidth, wholeTyped } from '@contracts/primitives/typed';
import { minuteText } from '../../components/words/rule-text';

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
  fromTime: terms.timeOfDay ? minuteText(terms.timeOfDay.fromMinute) : '',
  untilTime: terms.timeOfDay ? minuteText(terms.timeOfDay.untilMinute) : '',
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

/** `22:30` → minutes of the day; `24:00` is its end; null for anything else. */
export function minuteFrom(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(halfWidth(text).trim());
  if (!match) return null;
  const [hours, minutes] = [Number(match[1]), Number(match[2])];
  return minutes < 60 && hours * 60 + minutes <= 1440 ? hours * 60 + minutes : null;
}

/** The rule the form describes, or what is wrong with it, in the order of the page. */
export function termsFrom(draft: RuleDraft): { terms: IssueRuleTerms } | { problem: string } {
  const name = draft.name.trim();
  if (name === '') return { problem: '请写规则名称' };
  const priority = wholeTyped(draft.priority, 0, 9999);
  if (priority === null) return { problem: '优先级请填 0 到 9999 的整数' };
  if (draft.planId === null) return { problem: '请选择发哪种会员卡' };
  const fromFen = fenTyped(draft.fromYuan, 1);
  if (fromFen === null) return { problem: '请填最低金额' };
  const untilFen = draft.untilYuan.trim() === '' ? null : fenTyped(draft.untilYuan, 1);
  if (draft.untilYuan.trim() !== '' && (untilFen === null || untilFen <= fromFen))
    return { problem: '金额上限要大于最低金额' };
  const dates = datesFrom(draft);
  if (dates === null) return { problem: '日期请写成 2026-11-21，结束不早于开始' };
  const time = timeFrom(draft);
  if (time === 'wrong') return { problem: '时段请写成 22:00 和 02:00，两头都要填' };
  const hundredthDays = decimalTyped(draft.claimDays, 2, 100, 36_500);
  if (hundredthDays === null) return { problem: '领取期限请填 1 到 365 天' };
  return {
    terms: {
      name,
      enabled: draft.enabled,
      priority,
      fromFen: fen(fromFen),
      untilFen: untilFen === null ? null : fen(untilFen),
      ...dates,
      weekdays: draft.weekdays.length === 0 ? null : [...draft.weekdays].sort(),
      timeOfDay: time,
      storeIds: draft.storeIds.length === 0 ? null : [...draft.storeIds],
      counterPayments: draft.counterPayments,
      planId: draft.planId,
      packId: draft.packId,
      claimValidForMs: (hundredthDays * DAY_MS) / 100,
    },
  };
}

function datesFrom({ firstDay, lastDay }: RuleDraft): Pick<IssueRuleTerms, 'fromDate' | 'untilDate'> | null {
  const fromDate = firstDay.trim() === '' ? null : dayAfter(firstDay.trim(), 0);
  const untilDate = lastDay.trim() === '' ? null : dayAfter(lastDay.trim(), 1);
  if (firstDay.trim() !== '' && fromDate === null) return null;
  if (lastDay.trim() !== '' && untilDate === null) return null;
  if (fromDate !== null && untilDate !== null && fromDate >= untilDate) return null;
  return { fromDate, untilDate };
}

function timeFrom({ fromTime, untilTime }: RuleDraft): IssueRuleTerms['timeOfDay'] | 'wrong' {
  if (fromTime.trim() === '' && untilTime.trim() === '') return null;
  const [fromMinute, untilMinute] = [minuteFrom(fromTime), minuteFrom(untilTime)];
  if (fromMinute === null || untilMinute === null || fromMinute === untilMinute) return 'wrong';
  return { fromMinute, untilMinute };
}
