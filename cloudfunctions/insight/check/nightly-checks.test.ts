import { instant } from '../../../contracts/primitives/time';
import { nextNightAt, nightlyChecks } from './nightly-checks';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));

describe('the night’s checks', () => {
  it.each([
    [
      'a Wednesday, before half past five: the day before yesterday',
      '2026-06-10T05:29:59',
      ['day 2026-06-08'],
    ],
    ['a Wednesday', '2026-06-10T05:30:00', ['day 2026-06-09']],
    ['a Monday', '2026-06-15T05:30:00', ['day 2026-06-14', 'week 2026-06-08']],
    ['the first of a month', '2026-07-01T06:00:00', ['day 2026-06-30', 'month 2026-06', 'cohort 2026-06']],
    [
      'a first that is a Monday',
      '2026-06-01T12:00:00',
      ['day 2026-05-31', 'week 2026-05-25', 'month 2026-05', 'cohort 2026-05'],
    ],
  ])('on %s', (_, now, named) => {
    expect(nightlyChecks(at(now)).map(({ grain, bucket }) => `${grain} ${bucket}`)).toEqual(named);
  });

  it.each([
    ['2026-06-10T05:29:59', '2026-06-10T05:30:00'],
    ['2026-06-10T05:30:00', '2026-06-11T05:30:00'],
  ])('after %s it begins at %s', (now, next) => {
    expect(nextNightAt(at(now))).toBe(at(next));
  });
});
