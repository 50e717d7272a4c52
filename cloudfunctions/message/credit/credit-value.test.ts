import { addMs, DAY_MS, HOUR_MS, instant } from '../../../contracts/primitives/time';
import { creditValue, spendsCredit } from './credit-value';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
/** Due in so many hours, with so many hours after that to do something about it. */
const reminder = (worthFen: number, inHours = 0, timeLeftHours = 2) => ({
  worthFen,
  dueAt: addMs(noon, inHours * HOUR_MS),
  deadline: addMs(noon, (inHours + timeLeftHours) * HOUR_MS),
});

it.each<[string, ReturnType<typeof reminder>, number]>([
  ['what is urgent counts in full', reminder(1000), 1000],
  ['so does what is due since', reminder(1000, -5), 1000],
  ['a day to go is urgent still', reminder(1000, 0, 24), 1000],
  ['more than a day is not', { ...reminder(1000), deadline: addMs(noon, DAY_MS + 1) }, 700],
  ['a week', reminder(1000, 0, 7 * 24), 700],
  ['more than a week', { ...reminder(1000), deadline: addMs(noon, 7 * DAY_MS + 1) }, 400],
  ['a day away: half', reminder(1000, 24), 500],
  ['two days away: a quarter', reminder(1000, 48), 250],
  ['worth nothing', reminder(0), 0],
])('%s', (_name, one, expected) => {
  expect(creditValue(one, noon)).toBeCloseTo(expected, 6);
});

it.each<[string, number, number[], ReturnType<typeof reminder>[], boolean]>([
  ['no send left: not spent', 0, [1000], [], false],
  ['one, and nothing to come: spent', 1, [1000], [], true],
  ['one, and something better tomorrow: kept', 1, [400], [reminder(1000, 24)], false],
  ['one, and as good tomorrow: spent', 1, [500], [reminder(1000, 24)], true],
  ['two, and one better: spent', 2, [400], [reminder(1000, 24)], true],
  ['two, and two better: kept', 2, [400], [reminder(1000, 24), reminder(900, 12)], false],
  ['of several in one message the best counts', 1, [100, 600], [reminder(1000, 24)], true],
])('%s', (_name, available, worths, upcoming, spends) => {
  const reminders = worths.map((worth) => reminder(worth));
  expect(spendsCredit(available, reminders, upcoming, noon)).toBe(spends);
});
