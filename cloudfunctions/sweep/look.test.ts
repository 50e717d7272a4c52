import { HOUR_MS, instant, MINUTE_MS } from '../../contracts/primitives/time';
import { MARK_STANDS_MS, mustLook, ranJustNow } from './look';

const at = (minute: number) => instant(1_000 * HOUR_MS + minute * MINUTE_MS);
const looked = { lookedAt: at(0), nextDueAt: null, wokenAt: null };

describe('a part is asked what is due', () => {
  it.each([
    ['not when there was nothing and nobody wrote', {}, 1, false],
    ['not before its first work is due', { nextDueAt: at(5) }, 4, false],
    ['when its first work is due', { nextDueAt: at(5) }, 5, true],
    ['when somebody wrote after the look', { wokenAt: at(1) }, 2, true],
    [
      'when somebody may have written after the look',
      { wokenAt: instant(at(0) - MARK_STANDS_MS + 1) },
      1,
      true,
    ],
    ['not for a write that the look saw for sure', { wokenAt: instant(at(0) - MARK_STANDS_MS) }, 1, false],
    ['when the clock was set back', { lookedAt: at(3) }, 2, true],
  ])('%s', (_, marks, minute, expected) => {
    expect(mustLook({ ...looked, ...marks }, at(minute))).toBe(expected);
  });
});

describe('what needs no minute', () => {
  it.each([
    ['never ran', 10 * MINUTE_MS, null, 1, false],
    ['ran nine minutes ago', 10 * MINUTE_MS, at(0), 9, true],
    ['ran ten minutes ago', 10 * MINUTE_MS, at(0), 10, false],
    ['runs every minute', MINUTE_MS, at(0), 0, false],
    ['ran in the future, by a clock that was set back', 10 * MINUTE_MS, at(5), 0, false],
  ])('%s', (_, every, ranAt, minute, expected) => {
    expect(ranJustNow(every, ranAt, at(minute))).toBe(expected);
  });
});
