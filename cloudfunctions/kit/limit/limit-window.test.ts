import { isRequestId, type RequestId } from '../../../contracts/primitives/ids';
import { addMs, instant, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import { countOne, fullUntil, untally, type LimitWindow } from './limit-window';

const START = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const three = { most: 3, withinMs: 10 * MINUTE_MS };
const END = addMs(START, three.withinMs);
function request(name: string): RequestId {
  const id = `request-${name}`;
  if (!isRequestId(id)) throw new RangeError(id);
  return id;
}
const held = (count: number): LimitWindow => ({ startedAt: START, count, lastRequest: request('before') });
const before = (at: Instant) => addMs(at, -1);

describe('three in ten minutes', () => {
  type Expected = { retryAt: Instant } | { count: number; startedAt: Instant };
  it.each<[string, LimitWindow | null, Instant, string, Expected]>([
    ['the first opens the window', null, START, 'a', { count: 1, startedAt: START }],
    ['the second', held(1), START, 'a', { count: 2, startedAt: START }],
    ['the third, in the last millisecond', held(2), before(END), 'a', { count: 3, startedAt: START }],
    ['the fourth at once', held(3), START, 'a', { retryAt: END }],
    ['the fourth in the last millisecond', held(3), before(END), 'a', { retryAt: END }],
    ['the fourth at the end: a window of its own', held(3), END, 'a', { count: 1, startedAt: END }],
    ['the second at the end: a window of its own', held(1), END, 'a', { count: 1, startedAt: END }],
    ['a retry while there is room counts', held(2), START, 'before', { count: 3, startedAt: START }],
    [
      'the retry of the last one that found room',
      held(3),
      before(END),
      'before',
      { count: 4, startedAt: START },
    ],
    ['its second retry', held(4), before(END), 'before', { count: 5, startedAt: START }],
    ['the same request ever again', held(5), before(END), 'before', { retryAt: END }],
    ['the retry of the last one in the next window', held(3), END, 'before', { count: 1, startedAt: END }],
  ])('%s', (_, window, now, name, expected) => {
    const counted = countOne(window, three, now, request(name));
    const shown = counted.outcome === 'counted' ? counted.window : { retryAt: counted.retryAt };
    const isCounted = 'count' in expected;
    expect(shown).toEqual(isCounted ? { ...expected, lastRequest: request(name) } : expected);
  });

  it.each<[number, Instant, Instant | null]>([
    [2, START, null],
    [3, START, END],
    [3, before(END), END],
    [3, END, null],
    [4, before(END), END],
  ])('with %d counted at %d it is full until %s', (count, now, until) =>
    expect(fullUntil(held(count), three, now)).toBe(until),
  );

  it('whatever comes whenever, a window lets through three, and nobody waits once it is over', () => {
    const gaps = [0, 0, 1, 2 * MINUTE_MS, 0, 8 * MINUTE_MS, MINUTE_MS, 0, 0, 9 * MINUTE_MS, 0];
    let window: LimitWindow | null = null;
    let now = START;
    const perWindow = new Map<Instant, number>();
    for (const [position, gap] of gaps.entries()) {
      now = addMs(now, gap);
      const counted = countOne(window, three, now, request(String(position)));
      if (counted.outcome === 'counted') {
        window = counted.window;
        perWindow.set(window.startedAt, (perWindow.get(window.startedAt) ?? 0) + 1);
      } else {
        expect(now).toBeLessThan(counted.retryAt);
        expect(countOne(window, three, counted.retryAt, request('later')).outcome).toBe('counted');
      }
    }
    // Asked at 0, 0, 0, 0:00.001, 2, 2, 10, 11, 11, 11, 20, 20 minutes, give or take a millisecond.
    expect([...perWindow.values()]).toEqual([3, 3, 2]);
  });
});

it.each<[string, LimitWindow | null, LimitWindow | null | 'over']>([
  ['one of three', held(3), held(2)],
  ['the only one: the window has not begun', held(1), null],
  ['its window is over and another runs', { ...held(2), startedAt: END }, 'over'],
  ['nothing is counted', null, 'over'],
])('taken off again: %s', (_, window, left) => {
  expect(untally(window, START)).toEqual(left);
});
