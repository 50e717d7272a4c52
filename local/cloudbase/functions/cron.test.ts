import { chinaRfc3339, instant } from '../../../contracts/primitives/time';
import { nextDue, parseCron } from './cron';

const china = (text: string): number => Date.parse(`${text.replace(' ', 'T')}+08:00`);
const due = (timer: string, after: string): string => {
  const at = nextDue(parseCron(timer), china(after));
  return at === undefined ? 'never' : chinaRfc3339(instant(at)).slice(0, 19).replace('T', ' ');
};

describe('the next firing of a timer, in China time', () => {
  it.each([
    ['0 * * * * * *', '2026-01-01 10:00:00', '2026-01-01 10:01:00'],
    ['0 * * * * * *', '2026-01-01 09:59:59', '2026-01-01 10:00:00'],
    ['*/5 * * * * * *', '2026-01-01 10:00:01', '2026-01-01 10:00:05'],
    ['30 0 9 * * * *', '2026-01-01 09:00:30', '2026-01-02 09:00:30'],
    ['0 0 2 1 * * *', '2026-01-15 00:00:00', '2026-02-01 02:00:00'],
    ['0 15 10 * * MON-FRI *', '2026-01-02 10:15:00', '2026-01-05 10:15:00'],
    ['0 0 0 * * 0 *', '2026-01-01 00:00:00', '2026-01-04 00:00:00'],
    // Day and week are OR when both are given: the 10th, or any Sunday.
    ['0 0 0 10 * SUN *', '2026-01-05 00:00:00', '2026-01-10 00:00:00'],
    ['0 0 0 10 * SUN *', '2026-01-10 00:00:00', '2026-01-11 00:00:00'],
    ['0 0 12 29 2 * *', '2026-01-01 00:00:00', '2028-02-29 12:00:00'],
    ['0 5,50 10-12 * * * *', '2026-01-01 10:05:00', '2026-01-01 10:50:00'],
    ['0 10/20 * * * * *', '2026-01-01 10:31:00', '2026-01-01 10:50:00'],
    ['0 0 10-16/3 * DEC * *', '2026-12-01 10:00:00', '2026-12-01 13:00:00'],
    ['0 0 0 1 1 * 2027-2028', '2026-06-01 00:00:00', '2027-01-01 00:00:00'],
    ['0 0 0 1 1 * 2027', '2027-01-01 00:00:00', 'never'],
  ])('%s after %s is %s', (timer, after, expected) => {
    expect(due(timer, after)).toBe(expected);
  });

  it('counts from a part of a second on', () => {
    expect(nextDue(parseCron('* * * * * * *'), 1500)).toBe(2000);
    expect(nextDue(parseCron('* * * * * * *'), 2000)).toBe(3000);
  });
});

describe('a timer that CloudBase would not take', () => {
  it.each([
    '0 * * * * *',
    '60 * * * * * *',
    '0 * 24 * * * *',
    '0 0 0 0 * * *',
    '0 0 0 * 13 * *',
    '0 0 0 * * 7 *',
    '0 0 0 * * FOO *',
    '0 9-3 * * * * *',
    '0 */0 * * * * *',
    '',
  ])('"%s" is refused', (timer) => {
    expect(() => parseCron(timer)).toThrow(/timer/);
  });
});
