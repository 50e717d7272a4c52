import { isWithinHours } from '../../../contracts/primitives/clock/minute-of-day';
import type { Fen } from '../../../contracts/primitives/fen';
import type { CardPlanId, CouponPackId, IssueRuleId, StoreId } from '../../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  chinaMinuteOfDay,
  chinaWeekday,
  DAY_MS,
  type Instant,
} from '../../../contracts/primitives/time';

/** Which first payment issues which card. Every range is half-open. */
export interface IssueRule {
  _id: IssueRuleId;
  enabled: boolean;
  priority: number;
  fromFen: Fen;
  untilFen: Fen | null;
  fromDate: string | null;
  untilDate: string | null;
  weekdays: readonly number[] | null;
  timeOfDay: { fromMinute: number; untilMinute: number } | null;
  storeIds: readonly StoreId[] | null;
  counterPayments: boolean;
  planId: CardPlanId;
  packId: CouponPackId | null;
  claimValidForMs: number;
}

export interface FirstPayment {
  amountFen: Fen;
  storeId: StoreId;
  at: Instant;
  /** A clerk recorded it. */
  atCounter: boolean;
}

const within = <Value extends number | string>(
  value: Value,
  from: Value | null,
  until: Value | null,
): boolean => (from === null || value >= from) && (until === null || value < until);

/**
 * The China day a moment counts for: of a window that crosses midnight (22:00–02:00), the hours after midnight belong to
 * the day it started on, so "Friday night" is Friday. Null outside the window.
 */
function dayCounted(timeOfDay: IssueRule['timeOfDay'], at: Instant): Instant | null {
  if (timeOfDay === null) return at;
  const { fromMinute, untilMinute } = timeOfDay;
  const minute = chinaMinuteOfDay(at);
  if (!isWithinHours(minute, fromMinute, untilMinute)) return null;
  return minute >= fromMinute ? at : addMs(at, -DAY_MS);
}

/** Why this payment does not match the rule, in plain words; null when it does. */
export function mismatch(rule: IssueRule, payment: FirstPayment): string | null {
  if (!rule.enabled) return '规则已停用';
  if (payment.atCounter && !rule.counterPayments) return '不算店员记的付款';
  if (!within(payment.amountFen, rule.fromFen, rule.untilFen)) return '金额不在范围内';
  if (rule.storeIds !== null && !rule.storeIds.includes(payment.storeId)) return '不是这几家门店';
  const day = dayCounted(rule.timeOfDay, payment.at);
  if (day === null) return '不在这个时段';
  if (rule.weekdays !== null && !rule.weekdays.includes(chinaWeekday(day))) return '不是这几天';
  return within<string>(chinaDateOf(day), rule.fromDate, rule.untilDate) ? null : '不在日期范围内';
}

export const matches = (rule: IssueRule, payment: FirstPayment): boolean => mismatch(rule, payment) === null;

/** The rule that counts: of those that match the highest priority, of equal ones the smallest id. */
export function ruleFor<Rule extends IssueRule>(rules: readonly Rule[], payment: FirstPayment): Rule | null {
  return inOrder(rules.filter((rule) => matches(rule, payment)))[0] ?? null;
}

/** As they are looked at: the highest priority first. */
export const inOrder = <Rule extends Pick<IssueRule, '_id' | 'priority'>>(rules: readonly Rule[]): Rule[] =>
  [...rules].sort((a, b) => b.priority - a.priority || (a._id < b._id ? -1 : 1));
