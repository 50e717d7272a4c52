import type { CheckInView } from '@contracts/play/play';
import {
  chinaDateOf,
  chinaDayNumber,
  chinaWeekday,
  endOfChinaMonth,
  startOfChinaDate,
  startOfChinaDay,
  type ChinaDate,
} from '@contracts/primitives/time';

export type DayState = 'there' | 'made_up' | 'today' | 'missed' | 'later';

export interface MonthDay {
  day: ChinaDate;
  /** Of the month, from 1. */
  of: number;
  state: DayState;
  isToday: boolean;
}

export interface Month {
  title: string;
  /** Empty places before the first day; a week begins on Monday. */
  before: number;
  days: MonthDay[];
}

/** The month today stands in, with what was on each of its days. Null: the phone cannot read what the server says. */
export function monthOf({ today, days }: Pick<CheckInView, 'today' | 'days'>): Month | null {
  const first = startOfChinaDate(`${today.slice(0, 7)}-01`);
  if (first === null) return null;
  const there = new Map(days.map(({ day, isMadeUp }) => [day, isMadeUp ? 'made_up' : 'there'] as const));
  const from = chinaDayNumber(first);
  const length = chinaDayNumber(endOfChinaMonth(first)) - from;
  return {
    title: `${today.slice(0, 4)}年${today.slice(5, 7).replace(/^0/, '')}月`,
    before: chinaWeekday(first) - 1,
    days: Array.from({ length }, (_none, at) => {
      const day = chinaDateOf(startOfChinaDay(from + at));
      return { day, of: at + 1, state: there.get(day) ?? emptyOn(day, today), isToday: day === today };
    }),
  };
}

const emptyOn = (day: ChinaDate, today: ChinaDate): DayState =>
  day === today ? 'today' : day > today ? 'later' : 'missed';
