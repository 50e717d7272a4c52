import { isChinaDate, type ChinaDate } from '@contracts/primitives/time';
import { monthOf } from './month';

const day = (text: string): ChinaDate => {
  if (!isChinaDate(text)) throw new Error(text);
  return text;
};
const month = (today: string, there: readonly string[] = [], madeUp: readonly string[] = []) =>
  monthOf({
    today: day(today),
    days: [
      ...there.map((one) => ({ day: day(one), isMadeUp: false })),
      ...madeUp.map((one) => ({ day: day(one), isMadeUp: true })),
    ],
  });

describe('the calendar of the month', () => {
  it.each([
    ['2026-11-21', '2026年11月', 6, 30],
    ['2026-12-01', '2026年12月', 1, 31],
    ['2027-02-28', '2027年2月', 0, 28],
    ['2028-02-29', '2028年2月', 1, 29],
    ['2027-01-31', '2027年1月', 4, 31],
  ])('of %s is %s, begins after %i empty places and has %i days', (today, title, before, length) => {
    const shown = month(today);
    expect(shown).toMatchObject({ title, before });
    expect(shown?.days).toHaveLength(length);
    expect(shown?.days.filter(({ isToday }) => isToday).map(({ day: one }) => one)).toEqual([today]);
  });

  it('says of each day what it was', () => {
    const states = month('2026-11-04', ['2026-10-31', '2026-11-01'], ['2026-11-02'])?.days.map(
      ({ state }) => state,
    );
    expect(states?.slice(0, 6)).toEqual(['there', 'made_up', 'missed', 'today', 'later', 'later']);
    expect(month('2026-11-04', ['2026-11-04'])?.days[3]).toMatchObject({ state: 'there', isToday: true });
  });
});
