import { instant } from '../time';
import { isOpen, MOST_PERIODS, periodBefore, periodOf, periodsUntil, yearBefore } from './periods';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));

it.each([
  ['day', '2026-06-30T23:59:59', '2026-06-30'],
  ['day', '2026-07-01T00:00:00', '2026-07-01'],
  ['week', '2026-07-05T23:59:59', '2026-06-29'],
  ['week', '2026-07-06T00:00:00', '2026-07-06'],
  ['month', '2026-06-30T23:59:59', '2026-06'],
] as const)('%s of %s is %s', (period, when, name) => {
  expect(periodOf(period, at(when))).toBe(name);
});

it.each([
  ['day', '2026-03-01T00:00:00', ['2026-02-27', '2026-02-28', '2026-03-01']],
  ['week', '2026-07-06T00:00:00', ['2026-06-22', '2026-06-29', '2026-07-06']],
  ['month', '2027-01-31T23:59:59', ['2026-11', '2026-12', '2027-01']],
] as const)('three of each: %s until %s', (period, until, names) => {
  expect(periodsUntil(period, at(until), 3)).toEqual(names);
});

it('so many as were asked for', () => {
  expect(periodsUntil('day', at('2026-03-01T00:00:00'), MOST_PERIODS)).toHaveLength(MOST_PERIODS);
});

it.each([
  ['day', '2026-03-01', 1, '2026-02-28'],
  ['week', '2026-01-05', 1, '2025-12-29'],
  ['month', '2026-01', 1, '2025-12'],
  ['month', '2026-03', 3, '2025-12'],
] as const)('%s %s, %i before, is %s', (period, name, by, before) => {
  expect(periodBefore(period, name, by)).toBe(before);
});

it.each([
  ['day', '2028-02-29', '2027-02-28'],
  ['day', '2026-11-29', '2025-11-29'],
  ['month', '2026-02', '2025-02'],
  ['week', '2026-11-23', '2025-11-24'],
] as const)('%s %s, a year before, is %s', (period, name, before) => {
  expect(yearBefore(period, name)).toBe(before);
});

it('what still goes on is open', () => {
  const now = at('2026-07-01T00:00:00');
  expect(isOpen('day', '2026-06-30', now)).toBe(false);
  expect(isOpen('day', '2026-07-01', now)).toBe(true);
  expect(isOpen('month', '2026-07', now)).toBe(true);
  expect(isOpen('week', '2026-06-29', now)).toBe(true);
});
