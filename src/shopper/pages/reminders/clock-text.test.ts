import { clockText, minuteOf } from './clock-text';

it.each([
  [0, '00:00'],
  [510, '08:30'],
  [1439, '23:59'],
])('%d is %s, and back', (minute, text) => {
  expect(clockText(minute)).toBe(text);
  expect(minuteOf(text)).toBe(minute);
});

it.each(['24:00', '8', '', null, '08:3'])('%j is no time of day', (text) =>
  expect(minuteOf(text)).toBeNull(),
);
