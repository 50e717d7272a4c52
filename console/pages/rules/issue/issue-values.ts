import { TuankaError } from '@contracts/errors';
import type { IssueRuleTerms } from '@contracts/payment/issue-rule-values';
import { clockText, endMinuteFrom, MINUTES_OF_DAY } from '@contracts/primitives/clock/minute-of-day';
import { fen } from '@contracts/primitives/fen';
import { isCardPlanId, isCouponPackId, isStoreId } from '@contracts/primitives/ids';
import { addMs, chinaDateOf, DAY_MS, startOfChinaDate } from '@contracts/primitives/time';
import { countOf, msOf, unitOf, type TimeUnit } from '../../../kit/edit/stretch';

export interface IssueValues {
  name: string;
  enabled: boolean;
  priority: number | null;
  planId: string | null;
  packId: string | null;
  claimFor: number | null;
  claimUnit: TimeUnit;
  fromFen: number | null;
  untilFen: number | null;
  firstDay: string | null;
  lastDay: string | null;
  weekdays: number[];
  fromTime: string | null;
  untilTime: string | null;
  storeIds: string[];
  counterPayments: boolean;
}

const NEW: IssueValues = {
  name: '',
  enabled: true,
  priority: null,
  planId: null,
  packId: null,
  claimFor: 7,
  claimUnit: 'day',
  fromFen: 1,
  untilFen: null,
  firstDay: null,
  lastDay: null,
  weekdays: [],
  fromTime: null,
  untilTime: null,
  storeIds: [],
  counterPayments: true,
};

/** The day so many days later; null for anything that is no day. */
function dayAfter(day: string | null, days: number): string | null {
  const start = day === null ? null : startOfChinaDate(day);
  return start === null ? null : chinaDateOf(addMs(start, days * DAY_MS));
}

/** A clock has no 24:00: midnight as an end is the end of the day. */
const endText = (minute: number): string => (minute === MINUTES_OF_DAY ? '00:00' : clockText(minute));

export function issueValues(terms: IssueRuleTerms | null): IssueValues {
  if (!terms) return NEW;
  const { timeOfDay } = terms;
  return {
    name: terms.name,
    enabled: terms.enabled,
    priority: terms.priority,
    planId: terms.planId,
    packId: terms.packId,
    claimFor: countOf(terms.claimValidForMs),
    claimUnit: unitOf(terms.claimValidForMs),
    fromFen: terms.fromFen,
    untilFen: terms.untilFen,
    firstDay: terms.fromDate,
    lastDay: dayAfter(terms.untilDate, -1),
    weekdays: terms.weekdays ?? [],
    fromTime: timeOfDay && clockText(timeOfDay.fromMinute),
    untilTime: timeOfDay && endText(timeOfDay.untilMinute),
    storeIds: terms.storeIds ?? [],
    counterPayments: terms.counterPayments,
  };
}

type Times = Pick<IssueValues, 'fromTime' | 'untilTime'>;

/** Null: all day; both ends are chosen or none, which the field's check has said. */
export function timeOfDayOf({ fromTime, untilTime }: Times): IssueRuleTerms['timeOfDay'] {
  const fromMinute = endMinuteFrom(fromTime);
  const untilMinute = untilTime === '00:00' ? MINUTES_OF_DAY : endMinuteFrom(untilTime);
  return fromMinute === null || untilMinute === null ? null : { fromMinute, untilMinute };
}

/** The hours are half chosen, or from a time to the same. */
export function hasOddHours({ fromTime, untilTime }: Times): boolean {
  const time = timeOfDayOf({ fromTime, untilTime });
  if (time === null) return fromTime !== null || untilTime !== null;
  return time.fromMinute === time.untilMinute;
}

/** @throws TuankaError invalid_input without a card */
export function issueTerms(values: IssueValues): IssueRuleTerms {
  const { planId, packId, weekdays } = values;
  if (!isCardPlanId(planId)) throw new TuankaError('invalid_input');
  const storeIds = values.storeIds.filter(isStoreId);
  return {
    name: values.name.trim(),
    enabled: values.enabled,
    priority: values.priority ?? 0,
    fromFen: fen(values.fromFen ?? 1),
    untilFen: values.untilFen === null ? null : fen(values.untilFen),
    fromDate: dayAfter(values.firstDay, 0),
    untilDate: dayAfter(values.lastDay, 1),
    weekdays: weekdays.length === 0 ? null : [...weekdays].sort(),
    timeOfDay: timeOfDayOf(values),
    storeIds: storeIds.length === 0 ? null : storeIds,
    counterPayments: values.counterPayments,
    planId,
    packId: isCouponPackId(packId) ? packId : null,
    claimValidForMs: msOf(values.claimFor, values.claimUnit),
  };
}
