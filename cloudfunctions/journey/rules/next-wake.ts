import type { MemberDate, WaitUntil } from '../../../contracts/journey/journey-graph';
import {
  addMs,
  chinaDateOf,
  chinaDayNumber,
  chinaWeekday,
  DAY_MS,
  instant,
  MINUTE_MS,
  nextChinaMinute,
  startOfChinaDate,
  startOfChinaDay,
  type Instant,
} from '../../../contracts/primitives/time';

/** What is known of a member's days. */
export interface MemberDays {
  /** `MM-DD`; null: not told. */
  birthday: string | null;
  joined: Instant | null;
  lastOrder: Instant | null;
  /** The first that is still ahead, each the first instant at which it is too late. */
  pointsExpire: Instant | null;
  couponsExpire: Instant | null;
}

/** When a wait is over, as an instant that never moves again; or why there is none. */
export type Wake = { at: Instant } | { late: 'past' | 'unknown' };

/**
 * Until when somebody waits who comes to this wait now. Days, weekdays and times of day are China's: before 08:00 it is still the day before in Greenwich, which
 * nobody here lives by.
 */
export function nextWake(until: WaitUntil, now: Instant, days: MemberDays): Wake {
  switch (until.kind) {
    case 'for':
      return { at: addMs(now, until.minutes * MINUTE_MS) };
    case 'fact':
      return { at: addMs(now, until.withinMinutes * MINUTE_MS) };
    case 'clock':
      return { at: nextOnWeekday(now, until.atMinute, until.weekdays) };
    case 'date':
      return onDate(until, now, days);
  }
}

/** The first such minute from now on that falls on one of these days. */
function nextOnWeekday(now: Instant, atMinute: number, weekdays: readonly number[]): Instant {
  const first = nextChinaMinute(now, atMinute);
  const week = Array.from({ length: 7 }, (_, later) => addMs(first, later * DAY_MS));
  return week.find((at) => weekdays.length === 0 || weekdays.includes(chinaWeekday(at))) ?? first;
}

type DateWait = Extract<WaitUntil, { kind: 'date' }>;

function onDate({ of, offsetDays, atMinute, past }: DateWait, now: Instant, days: MemberDays): Wake {
  const timeOn = (day: number): Instant => addMs(startOfChinaDay(day + offsetDays), atMinute * MINUTE_MS);
  const day = 'day' in of ? dayNumberOf(of.day) : memberDay(of.member, { now, days, offsetDays });
  if (day === null) return { late: 'unknown' };
  const at = timeOn(day);
  if (at >= now) return { at };
  return past === 'now' ? { at: now } : { late: 'past' };
}

function dayNumberOf(day: string): number | null {
  const at = startOfChinaDate(day);
  return at === null ? null : chinaDayNumber(at);
}

interface Asked {
  now: Instant;
  days: MemberDays;
  offsetDays: number;
}

function memberDay(of: MemberDate, asked: Asked): number | null {
  const { days } = asked;
  if (of === 'birthday') return days.birthday === null ? null : birthdayAhead(days.birthday, asked);
  const at = days[of];
  if (at === null) return null;
  // What expires at midnight is of use on the day before.
  const isEnd = of === 'pointsExpire' || of === 'couponsExpire';
  return chinaDayNumber(isEnd ? instant(Math.max(0, at - 1)) : at);
}

const YEAR_DIGITS = 4;

/** The first birthday whose day, so many days off, is today or ahead; 29 February is the 28th in other years. */
function birthdayAhead(birthday: string, { now, offsetDays }: Asked): number | null {
  const year = Number(chinaDateOf(now).slice(0, YEAR_DIGITS));
  const candidates = [year - 1, year, year + 1, year + 2].flatMap((one) => {
    const at =
      startOfChinaDate(`${one}-${birthday}`) ??
      (birthday === '02-29' ? startOfChinaDate(`${one}-02-28`) : null);
    return at === null ? [] : [chinaDayNumber(at)];
  });
  return candidates.find((day) => day + offsetDays >= chinaDayNumber(now)) ?? null;
}
