import { chinaDateOf, chinaDayNumber, DAY_MS, instant } from '../../../contracts/primitives/time';
import { streakOn, streakToday, withDay, type StreakDay } from './streak';

const dayOf = (text: string): number => chinaDayNumber(instant(Date.parse(`${text}T12:00:00+08:00`)));
/** Days as they are written down one after the other. */
const life = (...numbers: number[]): StreakDay[] =>
  numbers.reduce<StreakDay[]>(
    (days, number) => [...days, { number, streak: withDay(days, number).after }],
    [],
  );
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('a streak', () => {
  const first = dayOf('2026-11-01');
  const november = life(...range(first, dayOf('2026-11-30')));

  it.each(range(1, 30))('on day %i of a November with every day it is that long', (day) => {
    expect(streakOn(november, first + day - 1)).toBe(day);
    expect(november[day - 1]?.streak).toBe(day);
  });

  it('is broken by a day without: 1 December skipped, 2 December is the first again', () => {
    expect(streakToday(november, dayOf('2026-12-01'))).toBe(30);
    expect(streakToday(november, dayOf('2026-12-02'))).toBe(0);
    expect(withDay(november, dayOf('2026-12-02')).after).toBe(1);
  });

  it.each([
    ['2026-12-31', '2027-01-01'],
    ['2027-02-28', '2027-03-01'],
    ['2028-02-28', '2028-02-29'],
    ['2028-02-29', '2028-03-01'],
    ['2026-11-30', '2026-12-01'],
  ])('goes on from %s to %s', (one, next) => {
    const days = life(dayOf(one));
    expect(chinaDateOf(instant(Date.parse(`${one}T12:00:00+08:00`) + DAY_MS))).toBe(next);
    expect(withDay(days, dayOf(next))).toEqual({ before: 1, after: 2 });
  });

  it('of a day made up joins what was before and after it', () => {
    const days = life(1000, 1001, 1002, 1004, 1005);
    expect(withDay(days, 1003)).toEqual({ before: 3, after: 6 });
    expect(streakOn([...days, { number: 1003, streak: 6 }], 1005)).toBe(6);
  });

  it('of two who became one is that of their days together, and comes apart again', () => {
    const one = life(...range(1000, 1004), 1010);
    const other = life(...range(1004, 1009));
    expect(streakOn([...one, ...other], 1010)).toBe(11);
    expect(streakOn(one, 1010)).toBe(1);
    expect(streakOn(other, 1009)).toBe(6);
  });

  it('begins before what was read where the oldest day says so', () => {
    const days = life(...range(1000, 1199));
    expect(streakOn(days.slice(-62), 1199)).toBe(200);
  });
});
