import type { Fen } from '../../contracts/primitives/fen';
import type { CardPlanId, CouponPackId, IssueRuleId, StoreId } from '../../contracts/primitives/ids';
import {
  addMs,
  chinaDateOf,
  chinaMinuteOfDay,
  chinaWeekday,
  DAY_MS,
  type Instant,
} from '../../contracts/primitives/time';

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
  if (fromMinute < untilMinute) return minute >= fromMinute && minute < untilMinute ? at : null;
  if (minute >= fromMinute) return at;
  return minute < untilMinute ? addMs(at, -DAY_MS) : null;
}

export function matches(rule: IssueRule, payment: FirstPayment): boolean {
  if (!rule.enabled || (payment.atCounter && !rule.counterPayments)) return false;
  if (!within(payment.amountFen, rule.fromFen, rule.untilFen)) return false;
  if (rule.storeIds !== null && !rule.storeIds.includes(payment.storeId)) return false;
  const day = dayCounted(rule.timeOfDay, payment.at);
  if (day === null) return false;
  if (rule.weekdays !== null && !rule.weekdays.includes(chinaWeekday(day))) return false;
  return within<string>(chinaDateOf(day), rule.fromDate, rule.untilDate);
}

/** The rule that counts: of those that match the highest priority, of equal ones the smallest id. */
export function ruleFor<Rule extends IssueRule>(rules: readonly Rule[], payment: FirstPayment): Rule | null {
  const matching = rules.filter((rule) => matches(rule, payment));
  matching.sort((a, b) => b.priority - a.priority || (a._id < b._id ? -1 : 1));
  return matching[0] ?? null;
}
