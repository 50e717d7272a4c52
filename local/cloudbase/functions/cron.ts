/**
 * CloudBase timer expressions: seven fields, second minute hour day month week year, in UTC+8. When day and week are both given
 * they are OR, as in classic cron (SCF's timer documentation). Week counts 0–6 from Sunday.
 */
export interface Cron {
  seconds: number[];
  minutes: number[];
  hours: number[];
  months: number[];
  years: number[];
  matchesDay: (dayOfMonth: number, dayOfWeek: number) => boolean;
}

const CHINA_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

export function parseCron(text: string): Cron {
  const fields = text.trim().split(/\s+/);
  const [second, minute, hour, day, month, week, year] = fields;
  if (fields.length !== 7 || !second || !minute || !hour || !day || !month || !week || !year) {
    throw new Error(`a timer needs 7 fields (second minute hour day month week year), got "${text}"`);
  }
  const days = parseField(day, 'day', 1, 31);
  const weekdays = parseField(week, 'week', 0, 6, WEEKDAYS, 0);
  return {
    seconds: parseField(second, 'second', 0, 59),
    minutes: parseField(minute, 'minute', 0, 59),
    hours: parseField(hour, 'hour', 0, 23),
    months: parseField(month, 'month', 1, 12, MONTHS, 1),
    years: parseField(year, 'year', 1970, 2099),
    matchesDay: dayRule(days, weekdays, isRestricted(day), isRestricted(week)),
  };
}

const isRestricted = (field: string): boolean => field !== '*' && field !== '?';

function dayRule(
  days: number[],
  weekdays: number[],
  dayGiven: boolean,
  weekGiven: boolean,
): Cron['matchesDay'] {
  if (dayGiven && weekGiven) {
    return (dayOfMonth, dayOfWeek) => days.includes(dayOfMonth) || weekdays.includes(dayOfWeek);
  }
  return (dayOfMonth, dayOfWeek) => days.includes(dayOfMonth) && weekdays.includes(dayOfWeek);
}

function parseField(
  field: string,
  name: string,
  min: number,
  max: number,
  words: string[] = [],
  firstWord = 0,
): number[] {
  const fail = (): never => {
    throw new Error(`"${field}" is not a ${name} (${min}–${max}) in a timer`);
  };
  const value = (text: string): number => {
    const word = words.indexOf(text.toUpperCase());
    const number = word >= 0 ? word + firstWord : /^\d+$/.test(text) ? Number(text) : NaN;
    return number >= min && number <= max ? number : fail();
  };
  const parts = field.split(',').flatMap((part) => {
    const [, range = '', step] = /^([^/]+)(?:\/(\d+))?$/.exec(part) ?? fail();
    const [from = '', to] = range.split('-');
    const all = range === '*' || range === '?';
    const first = all ? min : value(from);
    // "5/10" means from 5 on, every 10; "5" alone means 5.
    const last = all || (step !== undefined && to === undefined) ? max : value(to ?? from);
    const by = Number(step ?? 1);
    if (by < 1 || last < first) fail();
    return Array.from({ length: Math.floor((last - first) / by) + 1 }, (_, index) => first + index * by);
  });
  return [...new Set(parts)].sort((a, b) => a - b);
}

/** The first instant after `after` (exclusive) at which the timer fires, or undefined when its years are over. */
export function nextDue(cron: Cron, after: number): number | undefined {
  const china = Math.floor(after / 1000) * 1000 + 1000 + CHINA_OFFSET_MS;
  const lastYear = cron.years.at(-1) ?? 0;
  let dayStart = Math.floor(china / DAY_MS) * DAY_MS;
  let timeOfDay = china - dayStart;
  while (new Date(dayStart).getUTCFullYear() <= lastYear) {
    const found = dayMatches(cron, dayStart) ? timeFrom(cron, timeOfDay) : undefined;
    if (found !== undefined) return dayStart + found - CHINA_OFFSET_MS;
    dayStart += DAY_MS;
    timeOfDay = 0;
  }
  return undefined;
}

function dayMatches(cron: Cron, dayStart: number): boolean {
  const day = new Date(dayStart);
  return (
    cron.years.includes(day.getUTCFullYear()) &&
    cron.months.includes(day.getUTCMonth() + 1) &&
    cron.matchesDay(day.getUTCDate(), day.getUTCDay())
  );
}

/** The first firing of a matching day at or after this time of day, both in milliseconds. */
function timeFrom(cron: Cron, timeOfDay: number): number | undefined {
  const hour = Math.floor(timeOfDay / 3_600_000);
  const minute = Math.floor(timeOfDay / 60_000) % 60;
  const second = Math.floor(timeOfDay / 1000) % 60;
  for (const h of cron.hours.filter((one) => one >= hour)) {
    for (const m of cron.minutes.filter((one) => h > hour || one >= minute)) {
      const s = cron.seconds.find((one) => h > hour || m > minute || one >= second);
      if (s !== undefined) return h * 3_600_000 + m * 60_000 + s * 1000;
    }
  }
  return undefined;
}
