import { instant } from '../../../contracts/primitives/time';
import { checkedBucketOf, isIn, startOfChecked } from './checked-time';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));

it.each([
  ['day', '2026-06-30T23:59:59', '2026-06-30'],
  ['week', '2026-07-05T23:59:59', '2026-06-29'],
  ['month', '2026-06-30T23:59:59', '2026-06'],
  ['cohort', '2026-07-01T00:00:00', '2026-07'],
  ['ever', '2026-07-01T00:00:00', 'ever'],
] as const)('%s of %s is %s', (grain, when, bucket) => {
  expect(checkedBucketOf(grain, at(when))).toBe(bucket);
  expect(isIn({ grain, bucket }, at(when))).toBe(true);
});

it.each([
  ['cohort', '2026-06', '2026-07-01T00:00:00'],
  ['day', '2026-06-30', '2026-07-01T00:00:00'],
] as const)('%s %s ends before %s', (grain, bucket, when) => {
  expect(isIn({ grain, bucket }, at(when))).toBe(false);
});

it('a cohort begins with its month, and all time with nothing that is known beforehand', () => {
  expect(startOfChecked({ grain: 'cohort', bucket: '2026-06' })).toBe(at('2026-06-01T00:00:00'));
  expect(startOfChecked({ grain: 'ever', bucket: 'ever' })).toBeNull();
});
