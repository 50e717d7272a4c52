import { fingerprintOf } from './request-mark';

const of = (input: unknown, operation = 'payment.refund', callerKey = 'openid:app:one') =>
  fingerprintOf({ operation, input, callerKey });

describe('what a request said', () => {
  it.each([
    [
      { amountFen: 1000, orderId: 'a' },
      { orderId: 'a', amountFen: 1000 },
    ],
    [{ deep: { b: [1, { y: 1, x: 2 }], a: null } }, { deep: { a: null, b: [1, { x: 2, y: 1 }] } }],
    [{ a: 1, b: undefined }, { a: 1 }],
  ])('is the same in %j and %j', (one, other) => {
    expect(of(one)).toBe(of(other));
  });

  it.each([
    [{ amountFen: 1000 }, { amountFen: 2000 }],
    [{ amountFen: 1000 }, { amountFen: '1000' }],
    [{ list: [1, 2] }, { list: [2, 1] }],
    [{ a: null }, {}],
  ])('differs between %j and %j', (one, other) => {
    expect(of(one)).not.toBe(of(other));
  });

  it('differs between operations', () => {
    expect(of({}, 'points.adjust')).not.toBe(of({}, 'points.transfer'));
  });

  it('shows nothing of the input', () => {
    expect(of({ reason: '13800138000' })).toMatch(/^[\w-]{43}$/);
  });
});
