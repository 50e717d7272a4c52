import { addMs, instant } from '../../../contracts/primitives/time';
import { isUndecided, loginState } from './login-state';

const now = instant(Date.parse('2026-11-29T09:00:00+08:00'));

describe('a login', () => {
  it.each([
    ['waiting', 1, 'waiting'],
    ['waiting', 0, 'expired'],
    ['seen', 1, 'seen'],
    ['seen', 0, 'expired'],
    ['approved', 1, 'approved'],
    ['approved', 0, 'expired'],
    ['taken', 0, 'taken'],
    ['refused', 0, 'refused'],
  ] as const)('that is %s and ends %i ms from now is %s', (state, ms, seen) => {
    expect(loginState({ state, expiresAt: addMs(now, ms) }, now)).toBe(seen);
  });

  it.each([
    ['waiting', true],
    ['seen', true],
    ['approved', false],
    ['refused', false],
    ['taken', false],
    ['expired', false],
  ] as const)('that is %s can be decided: %s', (state, undecided) => {
    expect(isUndecided(state)).toBe(undecided);
  });
});
