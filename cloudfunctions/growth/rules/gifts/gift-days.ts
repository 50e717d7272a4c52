import type { GiftKind } from '../../../../contracts/growth/growth-rule';
import {
  chinaDateOf,
  endOfChinaDay,
  endOfChinaMonth,
  instant,
  startOfChinaDate,
  type Instant,
} from '../../../../contracts/primitives/time';

/** An occasion of the calendar. */
export interface Occasion {
  kind: Exclude<GiftKind, 'upgrade'>;
  at: Instant;
  /** Of a month `YYYY-MM`, otherwise the year. */
  period: string;
}

export interface Celebrating {
  joinedAt: Instant;
  /** `MM-DD`, and since when it is known. */
  birthday: { day: string; setAt: Instant } | null;
}

/** The next of each kind after an instant; what happens on a day begins with it. */
export const occasionsAfter = ({ joinedAt, birthday }: Celebrating, after: Instant): Occasion[] => [
  monthAfter(after),
  ...(birthday === null ? [] : [birthdayAfter(birthday, after)]),
  anniversaryAfter(joinedAt, after),
];

const yearOf = (at: Instant): number => Number(chinaDateOf(at).slice(0, 'YYYY'.length));

/** The day in that year; of 29 February the day before in years that have none. */
function dayIn(year: number, day: string): Instant {
  const at = startOfChinaDate(`${year}-${day}`) ?? startOfChinaDate(`${year}-02-28`);
  if (at === null) throw new RangeError(`no such day: ${day}`);
  return at;
}

function monthAfter(after: Instant): Occasion {
  const at = endOfChinaMonth(after);
  return { kind: 'monthly', at, period: chinaDateOf(at).slice(0, 'YYYY-MM'.length) };
}

/** Told on the day itself it is celebrated from then on; told after it, not before the next year. */
function birthdayAfter({ day, setAt }: NonNullable<Celebrating['birthday']>, after: Instant): Occasion {
  for (let year = yearOf(instant(Math.max(after, setAt))); ; year += 1) {
    const start = dayIn(year, day);
    const at = instant(Math.max(start, setAt));
    if (at > after && setAt < endOfChinaDay(start)) return { kind: 'birthday', at, period: String(year) };
  }
}

function anniversaryAfter(joinedAt: Instant, after: Instant): Occasion {
  const day = chinaDateOf(joinedAt).slice('YYYY-'.length);
  for (let year = Math.max(yearOf(after), yearOf(joinedAt) + 1); ; year += 1) {
    const at = dayIn(year, day);
    if (at > after) return { kind: 'anniversary', at, period: String(year) };
  }
}
