import { addMs, HOUR_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { isConfirmed, isLive, isSeenAnew } from './console-session';

const now = instant(Date.parse('2026-11-29T09:00:00+08:00'));
const at = (ms: number) => addMs(now, ms);

describe('a session', () => {
  it.each([
    ['just seen', -0, 12 * HOUR_MS, true],
    ['a millisecond before half an hour without a call', -30 * MINUTE_MS + 1, HOUR_MS, true],
    ['after half an hour without a call', -30 * MINUTE_MS, HOUR_MS, false],
    ['a millisecond before its end', -MINUTE_MS, 1, true],
    ['at its end', -MINUTE_MS, 0, false],
    ['ended by hand', 0, -1, false],
  ])('%s', (_, seenMs, endsMs, live) => {
    expect(isLive({ lastSeenAt: at(seenMs), endsAt: at(endsMs) }, now)).toBe(live);
  });

  it.each([
    [MINUTE_MS - 1, false],
    [MINUTE_MS, true],
  ])('seen %i ms ago is written down anew: %s', (agoMs, anew) => {
    expect(isSeenAnew({ lastSeenAt: at(-agoMs) }, now)).toBe(anew);
  });

  it.each([
    [null, false],
    [0, false],
    [1, true],
  ])('confirmed until %s ms from now: %s', (ms, confirmed) => {
    expect(isConfirmed(ms === null ? null : at(ms), now)).toBe(confirmed);
  });
});
