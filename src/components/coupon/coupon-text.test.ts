import { fen } from '@contracts/primitives/fen';
import { durationText, thresholdText, validForText } from './coupon-text';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

it.each([
  [2 * HOUR, '2小时'],
  [DAY, '1天'],
  [3 * DAY, '3天'],
  [36 * HOUR, '36小时'],
  [90 * MINUTE, '90分钟'],
  [30 * MINUTE, '30分钟'],
])('%d ms is said as %s', (ms, text) => {
  expect(durationText(ms)).toBe(text);
});

it('says from when the clock of an offered coupon runs', () => {
  expect(validForText(2 * HOUR)).toBe('领取后2小时内有效');
});

it('says the threshold, or that there is none', () => {
  expect(thresholdText({ thresholdFen: fen(9900) })).toBe('满99元可用');
  expect(thresholdText({ thresholdFen: fen(0) })).toBe('无门槛');
});
