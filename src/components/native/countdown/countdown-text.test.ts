import { countdownText, nextTickMs } from './countdown-text';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('a countdown', () => {
  it.each([
    [7 * DAY, '7天'],
    [6 * DAY + 23 * HOUR + 59 * MINUTE, '6天23小时'],
    [DAY, '1天'],
    [DAY - SECOND, '23小时59分59秒'],
    [HOUR + 5 * MINUTE + 9 * SECOND, '1小时05分09秒'],
    [4 * MINUTE + 9 * SECOND, '4分09秒'],
    [9 * SECOND, '9秒'],
    [1, '1秒'],
    [0, '已到期'],
    [-1, '已到期'],
  ])('with %d ms left reads %s', (leftMs, text) => {
    expect(countdownText(leftMs)).toBe(text);
  });

  it('ticks every second, and rests when days are left', () => {
    expect(nextTickMs(1500)).toBe(500);
    expect(nextTickMs(2000)).toBe(1000);
    expect(nextTickMs(3 * DAY)).toBe(MINUTE);
  });
});
