import { instant } from '@contracts/primitives/time';
import { checkState } from './check-state';

const last = (differences: number) => ({
  begunAt: instant(1),
  finishedAt: instant(2),
  looked: 9,
  differences,
  found: [],
});
const running = { begunAt: instant(3), looked: 0 };

it.each([
  [null, null, '还没核对过', 'off'],
  [last(0), null, '一致', 'on'],
  [last(1), null, '1 处不一致', 'bad'],
  [last(1), running, '核对中', 'off'],
])('last %j, running %j: %s', (before, now, text, tone) => {
  expect(checkState({ last: before, running: now })).toEqual({ text, tone });
});
