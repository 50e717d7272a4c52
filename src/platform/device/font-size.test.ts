import { isLargeSize } from './font-size';

it.each([
  ['smallest', 16, false],
  ['iOS standard', 17, false],
  ['iOS +1', 18.5, false],
  ['320 px wide, +2', 19, true],
  ['375 px wide, +2', 19.5, true],
  ['关怀模式', 23.8, true],
  ['an old client', undefined, false],
  ['not a number', '23', false],
])('%s: %s px is large: %s', (_, px, large) => {
  expect(isLargeSize(px)).toBe(large);
});
