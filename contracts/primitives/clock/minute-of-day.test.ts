import { CLOCK, clockText, endMinuteFrom, isWithinHours, minuteFrom } from './minute-of-day';

it.each([
  [0, '00:00'],
  [510, '08:30'],
  [1439, '23:59'],
])('%d is %s, and back', (minute, text) => {
  expect(clockText(minute)).toBe(text);
  expect(text).toMatch(CLOCK);
  expect(minuteFrom(text)).toBe(minute);
  expect(endMinuteFrom(text)).toBe(minute);
});

it.each(['24:00', '8', '', null, '08:3', '08:60', '8:300', ' 08:30'])('%j is no time of day', (text) => {
  expect(minuteFrom(text)).toBeNull();
  expect(CLOCK.test(String(text))).toBe(false);
});

it('a picker may leave out the first nought, what is stored does not', () => {
  expect(minuteFrom('8:30')).toBe(510);
  expect('8:30').not.toMatch(CLOCK);
});

it('24:00 ends a day and begins none', () => {
  expect(clockText(1440)).toBe('24:00');
  expect(endMinuteFrom('24:00')).toBe(1440);
  expect(endMinuteFrom('24:01')).toBeNull();
});

it.each([
  ['within a day, its first minute', 540, 540, 1320, true],
  ['its last', 1319, 540, 1320, true],
  ['its end', 1320, 540, 1320, false],
  ['before it', 539, 540, 1320, false],
  ['over midnight, its first minute', 1320, 1320, 480, true],
  ['midnight', 0, 1320, 480, true],
  ['its last', 479, 1320, 480, true],
  ['its end', 480, 1320, 480, false],
  ['equal ends', 480, 480, 480, false],
])('%s', (_what, minute, from, until, is) => expect(isWithinHours(minute, from, until)).toBe(is));
