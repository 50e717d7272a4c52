import { clockText, dayText, distanceText, messageTimeText } from './china-clock';

const at = Date.UTC(2026, 0, 4, 16, 0); // 5 January 2026, 00:00 in China

test('times are told as in China, midnight as 00:00', () => {
  expect(clockText(at)).toBe('00:00');
  expect(clockText(at - 60_000)).toBe('23:59');
  expect(dayText(at)).toBe('1月5日 周一');
});

test('a message of another China day carries its day', () => {
  expect(messageTimeText(at, at + 1000)).toBe('00:00');
  expect(messageTimeText(at - 60_000, at)).toBe('1月4日 周日 23:59');
});

test.each([
  [0, '现在'],
  [-5, '现在'],
  [1, '1 分钟后'],
  [90 * 60_000, '1 小时 30 分钟后'],
  [24 * 3600_000, '1 天后'],
  [(26 * 60 + 5) * 60_000, '1 天 2 小时后'],
])('%d ms is %s', (ms, text) => expect(distanceText(ms)).toBe(text));
