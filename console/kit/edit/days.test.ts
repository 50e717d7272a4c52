import { instant } from '@contracts/primitives/time';
import { firstDayOf, fromOf, isBackwards, lastDayOf, untilOf } from './days';

const midnight = instant(Date.UTC(2026, 10, 28, 16)); // 29 November, 00:00 in China
const noon = instant(midnight + 12 * 3_600_000);

describe('days of a form', () => {
  it('the end is exclusive: a stretch until midnight has the day before as its last', () => {
    expect(firstDayOf(midnight)).toBe('2026-11-29');
    expect(lastDayOf(midnight)).toBe('2026-11-28');
    expect([firstDayOf(null), lastDayOf(null)]).toEqual([null, null]);
  });
  it('another day is a midnight in China', () => {
    expect(fromOf('2026-11-29', null)).toBe(midnight);
    expect(untilOf('2026-11-28', null)).toBe(midnight);
    expect(untilOf(null, midnight)).toBeNull();
  });
  it('a day that was left alone stays the instant it was', () => {
    expect(fromOf(firstDayOf(noon), noon)).toBe(noon);
    expect(untilOf(lastDayOf(noon), noon)).toBe(noon);
  });
  it.each([
    ['2026-11-29', '2026-11-29', false],
    ['2026-11-29', '2026-11-28', true],
    [null, '2026-11-28', false],
    ['2026-11-29', null, false],
  ])('%s to %s', (first, last, wrong) => expect(isBackwards(first, last)).toBe(wrong));
});
