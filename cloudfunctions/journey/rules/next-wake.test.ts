import type { WaitUntil } from '../../../contracts/journey/journey-graph';
import { chinaDate } from '../../../contracts/values';
import { chinaRfc3339, instant, type Instant } from '../../../contracts/primitives/time';
import { nextWake, type MemberDays } from './next-wake';

/** `2026-03-02 07:30` in China. 2 March 2026 is a Monday. */
const at = (text: string): Instant => instant(Date.parse(`${text.replace(' ', 'T')}:00+08:00`));
const nothing: MemberDays = {
  birthday: null,
  joined: null,
  lastOrder: null,
  pointsExpire: null,
  couponsExpire: null,
};
const told = (until: WaitUntil, now: Instant, days: Partial<MemberDays> = {}): string => {
  const wake = nextWake(until, now, { ...nothing, ...days });
  return 'late' in wake ? wake.late : chinaRfc3339(wake.at).slice(0, 16).replace('T', ' ');
};
const MONDAY = 1;
const SUNDAY = 7;

it.each<[string, number, number[], string]>([
  // Sunday, 23:30 in Greenwich.
  ['2026-03-02 07:30', 480, [MONDAY], '2026-03-02 08:00'],
  ['2026-03-02 08:00', 480, [MONDAY], '2026-03-02 08:00'],
  ['2026-03-02 08:01', 480, [MONDAY], '2026-03-09 08:00'],
  ['2026-03-02 07:30', 420, [MONDAY], '2026-03-09 07:00'],
  ['2026-03-02 00:00', 0, [MONDAY], '2026-03-02 00:00'],
  ['2026-03-01 23:59', 0, [MONDAY], '2026-03-02 00:00'],
  ['2026-03-01 23:59', 0, [SUNDAY], '2026-03-08 00:00'],
  ['2026-03-02 07:30', 420, [], '2026-03-03 07:00'],
  ['2026-12-31 12:00', 540, [5, 6], '2027-01-01 09:00'],
])('at %s, minute %d on %j: %s', (now, atMinute, weekdays, wake) => {
  expect(told({ kind: 'clock', atMinute, weekdays }, at(now))).toBe(wake);
});

it('a duration and a time-out are counted from the moment somebody comes to them', () => {
  expect(told({ kind: 'for', minutes: 24 * 60 }, at('2026-02-28 09:30'))).toBe('2026-03-01 09:30');
  expect(told({ kind: 'fact', fact: 'paid', withinMinutes: 90 }, at('2026-03-02 23:00'))).toBe(
    '2026-03-03 00:30',
  );
});

describe('a date', () => {
  const onDay = (day: string, past: 'now' | 'skip', offsetDays = 0): WaitUntil => ({
    kind: 'date',
    of: { day: chinaDate.parse(day) },
    offsetDays,
    atMinute: 600,
    past,
  });
  it.each<[string, WaitUntil, string, string]>([
    ['ahead', onDay('2026-03-05', 'skip'), '2026-03-02 12:00', '2026-03-05 10:00'],
    ['this very minute', onDay('2026-03-05', 'skip'), '2026-03-05 10:00', '2026-03-05 10:00'],
    ['a minute ago', onDay('2026-03-05', 'skip'), '2026-03-05 10:01', 'past'],
    ['a minute ago, at once', onDay('2026-03-05', 'now'), '2026-03-05 10:01', '2026-03-05 10:01'],
    ['three days before it', onDay('2026-03-05', 'skip', -3), '2026-03-02 09:00', '2026-03-02 10:00'],
    ['three days before it, over', onDay('2026-03-05', 'skip', -3), '2026-03-02 10:01', 'past'],
    ['no such day', onDay('2026-02-30', 'now'), '2026-03-02 09:00', 'unknown'],
  ])('%s', (_what, until, now, wake) => {
    expect(told(until, at(now))).toBe(wake);
  });

  const birthday = (offsetDays = 0, past: 'now' | 'skip' = 'skip'): WaitUntil => ({
    kind: 'date',
    of: { member: 'birthday' },
    offsetDays,
    atMinute: 540,
    past,
  });
  it.each<[string, string, WaitUntil, string, string]>([
    ['ahead this year', '06-01', birthday(), '2026-03-02 12:00', '2026-06-01 09:00'],
    ['over this year', '01-15', birthday(), '2026-03-02 12:00', '2027-01-15 09:00'],
    ['today, still ahead', '03-02', birthday(), '2026-03-02 08:59', '2026-03-02 09:00'],
    ['today, over', '03-02', birthday(), '2026-03-02 09:01', 'past'],
    ['today, over, at once', '03-02', birthday(0, 'now'), '2026-03-02 09:01', '2026-03-02 09:01'],
    ['three days before, across the year', '01-02', birthday(-3), '2026-12-29 12:00', '2026-12-30 09:00'],
    ['two days after, across the year', '12-31', birthday(2), '2027-01-01 12:00', '2027-01-02 09:00'],
    ['29 February in another year', '02-29', birthday(), '2026-02-27 12:00', '2026-02-28 09:00'],
    ['29 February in its year', '02-29', birthday(), '2028-02-27 12:00', '2028-02-29 09:00'],
  ])('a birthday %s', (_what, day, until, now, wake) => {
    expect(told(until, at(now), { birthday: day })).toBe(wake);
  });
  it('a birthday nobody told', () => expect(told(birthday(), at('2026-03-02 12:00'))).toBe('unknown'));

  it('what expires at midnight is of use on the day before', () => {
    const until: WaitUntil = {
      kind: 'date',
      of: { member: 'pointsExpire' },
      offsetDays: 0,
      atMinute: 600,
      past: 'skip',
    };
    expect(told(until, at('2026-03-02 12:00'), { pointsExpire: at('2026-04-01 00:00') })).toBe(
      '2026-03-31 10:00',
    );
  });
});
