import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  addChinaMonths,
  addMs,
  chinaDateOf,
  chinaDayNumber,
  chinaEndText,
  chinaMinuteOfDay,
  chinaTimeText,
  endOfChinaDay,
  endOfChinaMonth,
  endOfChinaYear,
  instant,
  startOfChinaDate,
  startOfChinaDay,
  timeLeftText,
  wechatTimeText,
} from './time';

const at = (text: string) => instant(Date.parse(text));

describe('China time', () => {
  it.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22'],
    ['2026-12-31T16:00:00.000Z', '2027-01-01'],
    ['2028-02-28T16:00:00.000Z', '2028-02-29'],
    ['2027-02-28T16:00:00.000Z', '2027-03-01'],
  ])('%s is %s in China', (utc, day) => {
    expect(chinaDateOf(at(utc))).toBe(day);
  });

  it.each([
    ['2028-02-29T23:59:59.999+08:00', 12, '2029-02-28T23:59:59.999+08:00'],
    ['2028-02-29T12:00:00+08:00', 48, '2032-02-29T12:00:00+08:00'],
    ['2027-12-31T00:00:00+08:00', 2, '2028-02-29T00:00:00+08:00'],
    // Still the day before in UTC.
    ['2027-03-01T07:00:00+08:00', 12, '2028-03-01T07:00:00+08:00'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(addChinaMonths(at(from), months)).toBe(at(to));
  });

  it('the day ends at the next midnight, which belongs to the next day', () => {
    const midnight = at('2026-11-22T00:00:00+08:00');
    expect(endOfChinaDay(at('2026-11-21T00:00:00+08:00'))).toBe(midnight);
    expect(endOfChinaDay(at('2026-11-21T23:59:59.999+08:00'))).toBe(midnight);
    expect(endOfChinaDay(midnight)).toBe(midnight + DAY_MS);
  });

  it.each([
    ['2026-11-01T00:00:00+08:00', '2026-12-01T00:00:00+08:00'],
    ['2026-11-30T23:59:59.999+08:00', '2026-12-01T00:00:00+08:00'],
    ['2026-12-31T23:59:59.999+08:00', '2027-01-01T00:00:00+08:00'],
    ['2027-02-28T12:00:00+08:00', '2027-03-01T00:00:00+08:00'],
    ['2028-02-29T12:00:00+08:00', '2028-03-01T00:00:00+08:00'],
  ])('the month of %s ends at %s', (text, end) => {
    expect(endOfChinaMonth(at(text))).toBe(at(end));
  });

  it.each([
    ['2026-11-30T23:59:59.999+08:00', 0, '2026-12-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
    ['2026-12-01T00:00:00+08:00', 0, '2027-01-01T00:00:00+08:00', '2027-01-01T00:00:00+08:00'],
    ['2026-12-31T23:59:59.999+08:00', 1, '2027-02-01T00:00:00+08:00', '2028-01-01T00:00:00+08:00'],
    ['2027-01-31T12:00:00+08:00', 1, '2027-03-01T00:00:00+08:00', '2028-01-01T00:00:00+08:00'],
    ['2027-01-31T12:00:00+08:00', 12, '2028-02-01T00:00:00+08:00', '2029-01-01T00:00:00+08:00'],
    ['2027-01-01T00:00:00+08:00', 11, '2028-01-01T00:00:00+08:00', '2028-01-01T00:00:00+08:00'],
  ])('from %s, %i months later, the month ends at %s and the year at %s', (text, months, month, year) => {
    expect(endOfChinaMonth(at(text), months)).toBe(at(month));
    expect(endOfChinaYear(at(text), months)).toBe(at(year));
  });

  it.each(['2026-03-08', '2026-11-01', '2026-03-29', '2026-10-25'])(
    'the day %s, on which clocks change elsewhere, has 24 hours in China',
    (text) => {
      const start = startOfChinaDate(text);
      if (start === null) throw new Error(text);
      for (let hour = 0; hour < 24; hour += 1) {
        const at = addMs(start, hour * HOUR_MS + 1);
        expect([chinaDateOf(at), chinaMinuteOfDay(at)]).toEqual([text, hour * 60]);
      }
      expect(endOfChinaDay(start) - start).toBe(DAY_MS);
    },
  );

  it('the day starts at midnight in China', () => {
    expect(startOfChinaDate('2028-02-29')).toBe(at('2028-02-29T00:00:00+08:00'));
    expect([startOfChinaDate('2027-02-29'), startOfChinaDate('soon')]).toEqual([null, null]);
  });

  it('is written for people and for WeChat', () => {
    expect(chinaTimeText(at('2026-01-05T07:03:00+08:00'))).toBe('1月5日 07:03');
    expect(wechatTimeText(at('2026-01-05T07:03:00+08:00'))).toBe('2026年1月5日 07:03');
  });
});

describe('an instant', () => {
  it.each([-1, 1.5, NaN, Infinity])('%p is not one', (value) => {
    expect(() => instant(value)).toThrow(RangeError);
  });
});

describe('time left', () => {
  it.each([
    [7 * DAY_MS, '7天0小时'],
    [DAY_MS, '1天0小时'],
    [DAY_MS - 1, '23小时59分'],
    [HOUR_MS + 5 * MINUTE_MS, '1小时05分'],
    [HOUR_MS - 1, '59分59秒'],
    [4 * MINUTE_MS + 9000, '4分09秒'],
    [999, '0分00秒'],
    [0, '已到期'],
    [-1, '已到期'],
  ])('%i ms reads %s', (ms, text) => {
    expect(timeLeftText(ms)).toBe(text);
  });
});

it.each([
  ['2026-11-30T15:59:59.999Z', '11月30日 23:59'],
  ['2026-11-30T16:00:00.000Z', '11月30日 24:00'],
  ['2026-11-30T16:00:59.999Z', '11月30日 24:00'],
  ['2026-11-30T16:01:00.000Z', '12月1日 00:01'],
  ['2026-12-31T16:00:00.000Z', '12月31日 24:00'],
])('an end at %s is said as %s', (at, text) => {
  expect(chinaEndText(instant(Date.parse(at)))).toBe(text);
});

describe('days of China by number', () => {
  it.each([
    ['1970-01-01T08:00:00+08:00', 0],
    ['1970-01-01T23:59:59.999+08:00', 0],
    ['1970-01-02T00:00:00+08:00', 1],
    ['2024-02-29T23:59:59.999+08:00', 19_782],
    ['2024-03-01T00:00:00+08:00', 19_783],
  ])('%s is day %i', (text, day) => {
    expect(chinaDayNumber(at(text))).toBe(day);
  });
  it('a day begins at midnight in China, and ends when the next begins', () => {
    expect(startOfChinaDay(19_783)).toBe(Date.parse('2024-03-01T00:00:00+08:00'));
    expect(startOfChinaDay(0)).toBe(0);
  });
});
