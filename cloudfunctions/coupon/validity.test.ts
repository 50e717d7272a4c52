import { instant, MINUTE_MS } from '../../contracts/primitives/time';
import { stateOf, unusableReason } from './validity';

const expiresAt = instant(Date.parse('2026-11-22T00:00:00+08:00'));
const unused = { status: 'unused' as const, expiresAt, usedAt: null };

describe('a coupon is usable while now < expiresAt', () => {
  it.each([
    [-MINUTE_MS, 'usable'],
    [-1, 'usable'],
    [0, 'expired'],
    [1, 'expired'],
  ])('%i ms from its expiry it is %s', (ms, state) => {
    expect(stateOf(unused, instant(expiresAt + ms))).toBe(state);
  });

  it('a used one stays used, before and after its expiry', () => {
    const used = { status: 'used' as const, expiresAt, usedAt: instant(expiresAt - MINUTE_MS) };
    expect(stateOf(used, instant(expiresAt - 1))).toBe('used');
    expect(stateOf(used, expiresAt)).toBe('used');
    expect(unusableReason(used, expiresAt)).toBe('已于 11月21日 23:59 使用');
  });

  it('says in plain words why it cannot be used', () => {
    expect(unusableReason(unused, instant(expiresAt - 1))).toBeNull();
    expect(unusableReason(unused, expiresAt)).toBe('已于 11月22日 00:00 过期');
  });
});
