import { couponValidity, type CouponValidity } from '../../../contracts/coupon/coupon';
import { DAY_MS, HOUR_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { couponState, unusableReason, validityFrom, type CouponClock } from './validity';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const startsAt = at('2026-11-21T08:00:00');
const expiresAt = at('2026-11-22T00:00:00');
const unused: CouponClock = { status: 'unused', startsAt, expiresAt, usedAt: null };

describe('a coupon is usable while startsAt <= now < expiresAt', () => {
  it.each([
    [expiresAt - MINUTE_MS, 'usable'],
    [expiresAt - 1, 'usable'],
    [expiresAt, 'expired'],
    [expiresAt + 1, 'expired'],
    [startsAt, 'usable'],
    [startsAt - 1, 'waiting'],
    [startsAt - MINUTE_MS, 'waiting'],
  ])('at %i it is %s', (now, state) => {
    expect(couponState(unused, instant(now))).toBe(state);
  });

  it.each(['used', 'revoked', 'given', 'locked'] as const)(
    '%s stays so, before and after its expiry',
    (status) => {
      expect(couponState({ ...unused, status }, instant(expiresAt - 1))).toBe(status);
      expect(couponState({ ...unused, status }, expiresAt)).toBe(status);
    },
  );

  it('an offer to a friend ends with the coupon', () => {
    expect(couponState({ ...unused, status: 'offered' }, instant(expiresAt - 1))).toBe('offered');
    expect(couponState({ ...unused, status: 'offered' }, expiresAt)).toBe('expired');
  });

  it('says in plain words why it cannot be used', () => {
    const used: CouponClock = { ...unused, status: 'used', usedAt: instant(expiresAt - MINUTE_MS) };
    expect(unusableReason(unused, instant(expiresAt - 1))).toBeNull();
    expect(unusableReason(unused, expiresAt)).toBe('已于 11月21日 24:00 过期');
    expect(unusableReason(unused, instant(startsAt - 1))).toBe('11月21日 08:00 起可用');
    expect(unusableReason(used, expiresAt)).toBe('已于 11月21日 23:59 使用');
  });
});

describe('from when until when, told from the moment of issue', () => {
  const relative = (validForMs: number, startDelayMs = 0): CouponValidity => ({
    kind: 'relative',
    validForMs,
    startDelayMs,
  });
  const window: CouponValidity = {
    kind: 'window',
    from: at('2026-12-12T00:00:00'),
    until: at('2026-12-13T00:00:00'),
  };
  const day: CouponValidity = { kind: 'end_of_day' };
  const month: CouponValidity = { kind: 'end_of_month' };

  it.each<[string, CouponValidity, string, string, string]>([
    [
      '90 minutes',
      relative(90 * MINUTE_MS),
      '2026-11-21T23:00:00',
      '2026-11-21T23:00:00',
      '2026-11-22T00:30:00',
    ],
    [
      '2 hours over the new year',
      relative(2 * HOUR_MS),
      '2026-12-31T23:00:00',
      '2026-12-31T23:00:00',
      '2027-01-01T01:00:00',
    ],
    [
      '3 days over a leap day',
      relative(3 * DAY_MS),
      '2028-02-27T12:00:00',
      '2028-02-27T12:00:00',
      '2028-03-01T12:00:00',
    ],
    [
      '3 days in a common year',
      relative(3 * DAY_MS),
      '2027-02-27T12:00:00',
      '2027-02-27T12:00:00',
      '2027-03-02T12:00:00',
    ],
    [
      'a day, starting tomorrow',
      relative(DAY_MS, DAY_MS),
      '2026-11-21T12:00:00',
      '2026-11-22T12:00:00',
      '2026-11-23T12:00:00',
    ],
    [
      'a window, issued long before',
      window,
      '2026-11-21T12:00:00',
      '2026-12-12T00:00:00',
      '2026-12-13T00:00:00',
    ],
    [
      'a window, issued inside it',
      window,
      '2026-12-12T23:59:00',
      '2026-12-12T00:00:00',
      '2026-12-13T00:00:00',
    ],
    [
      'the day, at its first instant',
      day,
      '2026-11-21T00:00:00',
      '2026-11-21T00:00:00',
      '2026-11-22T00:00:00',
    ],
    ['the day, in its last minute', day, '2026-11-21T23:59:00', '2026-11-21T23:59:00', '2026-11-22T00:00:00'],
    ['the last day of the year', day, '2026-12-31T12:00:00', '2026-12-31T12:00:00', '2027-01-01T00:00:00'],
    ['29 February', day, '2028-02-29T12:00:00', '2028-02-29T12:00:00', '2028-03-01T00:00:00'],
    ['a month of 30 days', month, '2026-11-21T12:00:00', '2026-11-21T12:00:00', '2026-12-01T00:00:00'],
    ['its last minute', month, '2026-11-30T23:59:00', '2026-11-30T23:59:00', '2026-12-01T00:00:00'],
    ['its first instant', month, '2026-12-01T00:00:00', '2026-12-01T00:00:00', '2027-01-01T00:00:00'],
    ['February of a common year', month, '2027-02-28T23:59:00', '2027-02-28T23:59:00', '2027-03-01T00:00:00'],
    [
      '28 February of a leap year',
      month,
      '2028-02-28T12:00:00',
      '2028-02-28T12:00:00',
      '2028-03-01T00:00:00',
    ],
    [
      '29 February of a leap year',
      month,
      '2028-02-29T23:59:00',
      '2028-02-29T23:59:00',
      '2028-03-01T00:00:00',
    ],
  ])('%s', (_name, validity, issued, starts, expires) => {
    expect(validityFrom(validity, at(issued))).toEqual({ startsAt: at(starts), expiresAt: at(expires) });
  });

  it('a window coupon, minute by minute at both ends', () => {
    const clock: CouponClock = { ...unused, ...validityFrom(window, at('2026-11-21T12:00:00')) };
    expect(
      ['2026-12-11T23:59:00', '2026-12-12T00:00:00', '2026-12-12T23:59:00', '2026-12-13T00:00:00'].map(
        (text) => couponState(clock, at(text)),
      ),
    ).toEqual(['waiting', 'usable', 'usable', 'expired']);
  });

  it('a window that ends before it starts is no window', () => {
    const { from, until } = { from: at('2026-12-12T00:00:00'), until: at('2026-12-13T00:00:00') };
    expect(couponValidity.safeParse({ kind: 'window', from: until, until: from }).success).toBe(false);
    expect(couponValidity.safeParse({ kind: 'window', from, until: from }).success).toBe(false);
  });
});
