import type { IssueRuleTerms } from '@contracts/payment/payment';
import { clockText } from '@contracts/primitives/clock/minute-of-day';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import { priceText } from '@/components/order/order-text';

/** An issue rule in the operator's words. */
export const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'];

export const amountText = ({ fromFen, untilFen }: Pick<IssueRuleTerms, 'fromFen' | 'untilFen'>): string =>
  untilFen === null ? `满 ${priceText(fromFen)}` : `满 ${priceText(fromFen)}，不到 ${priceText(untilFen)}`;

export function whenText({ fromDate, untilDate, weekdays, timeOfDay }: IssueRuleTerms): string {
  const parts: string[] = [];
  if (fromDate !== null) parts.push(`${fromDate} 起`);
  if (untilDate !== null) parts.push(`${untilDate} 前`);
  if (weekdays !== null) parts.push(weekdays.map((day) => weekdayNames[day - 1]).join('、'));
  if (timeOfDay !== null) {
    const { fromMinute, untilMinute } = timeOfDay;
    const next = untilMinute < fromMinute ? '次日 ' : '';
    parts.push(`${clockText(fromMinute)} 到 ${next}${clockText(untilMinute)}`);
  }
  return parts.length === 0 ? '任何时候' : parts.join('，');
}

export function lifetimeText(ms: number): string {
  return ms % DAY_MS === 0 ? `${ms / DAY_MS} 天` : `${Math.round(ms / HOUR_MS)} 小时`;
}
