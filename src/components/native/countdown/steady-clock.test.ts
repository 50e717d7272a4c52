import { steadyClock } from './steady-clock';

const HOUR = 3_600_000;

describe('a clock that nobody can set', () => {
  it.each([
    ['what was waited', 1000, false, 1000],
    ['a tick that came late', 4000, false, 4000],
    ['the last moment that is believed', 6000, false, 6000],
    ['a clock put forward by a moment more than that', 6001, false, 1000],
    ['a clock put forward by an hour', HOUR, false, 1000],
    ['a clock put back', -HOUR, false, 1000],
    ['a phone that slept for an hour', HOUR, true, HOUR],
    ['a phone that slept, and whose clock was put back', -HOUR, true, 0],
  ])('%s', (_what, step, slept, expected) => {
    let phone = 1_000_000;
    const clock = steadyClock(() => phone);
    if (slept) clock.sleep();
    phone += step;
    expect(clock.now(1000)).toBe(expected);
    phone += 500;
    expect(clock.now(1000)).toBe(expected + 500);
  });

  it('believes a sleep once', () => {
    let phone = 0;
    const clock = steadyClock(() => phone);
    clock.sleep();
    phone += HOUR;
    clock.now(0);
    phone += HOUR;
    expect(clock.now(1000)).toBe(HOUR + 1000);
  });
});
