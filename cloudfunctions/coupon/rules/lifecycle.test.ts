import fc from 'fast-check';
import { addMs, DAY_MS, HOUR_MS, type Instant } from '../../../contracts/primitives/time';
import { TuankaError } from '../../../contracts/errors';
import {
  locked,
  redeemedByClerk,
  redeemedByOrder,
  released,
  restoredByRefund,
  undoneByClerk,
  wentElsewhere,
  type CouponLife,
  type LifePatch,
} from './lifecycle';
import { couponOf, ISSUED, STORE } from './test-coupons';
import { assertRule } from '../../../tests/stage/property';

const EXPIRED = addMs(ISSUED, DAY_MS);
const apply = (coupon: CouponLife, change: LifePatch | null): CouponLife => ({ ...coupon, ...change });
const byOrder = (orderId: string) => ({ orderId, storeId: STORE });
const byClerk = (turn: number, staffId = 'clerk-zhou') => ({
  turn,
  staffId,
  storeId: STORE,
  amountFen: null,
  savingFen: null,
});
const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    return error instanceof TuankaError ? error.code : String(error);
  }
  return 'ok';
};

describe('an order and its coupon', () => {
  const held = apply(couponOf(), locked(couponOf(), 'ord_1', ISSUED));
  const used = apply(held, redeemedByOrder(held, byOrder('ord_1'), ISSUED));

  it('locks, redeems, and the same again changes nothing', () => {
    expect(held).toMatchObject({ status: 'locked', lock: { orderId: 'ord_1' } });
    expect(locked(held, 'ord_1', ISSUED)).toBeNull();
    expect(used).toMatchObject({
      status: 'used',
      usedAt: ISSUED,
      lock: null,
      turns: 1,
      use: { orderId: 'ord_1' },
    });
    expect(redeemedByOrder(used, byOrder('ord_1'), ISSUED)).toBeNull();
    expect(locked(used, 'ord_1', ISSUED)).toBeNull();
  });

  it('holds it against every other order', () => {
    expect(codeOf(() => locked(held, 'ord_2', ISSUED))).toBe('coupon_locked');
    expect(codeOf(() => redeemedByOrder(held, byOrder('ord_2'), ISSUED))).toBe('coupon_locked');
    expect(codeOf(() => redeemedByClerk(held, byClerk(1), ISSUED))).toBe('coupon_locked');
    expect(released(held, 'ord_2')).toBeNull();
    expect(restoredByRefund(used, 'ord_2', ISSUED)).toBeNull();
  });

  it('may be paid after the coupon ran out: the price was agreed before', () => {
    expect(redeemedByOrder(held, byOrder('ord_1'), EXPIRED)).toMatchObject({ status: 'used' });
    expect(codeOf(() => locked(couponOf(), 'ord_1', EXPIRED))).toBe('coupon_expired');
  });

  it('that was paid after giving the coupon up still redeems it, unless it went elsewhere', () => {
    const free = apply(held, released(held, 'ord_1'));
    expect(redeemedByOrder(free, byOrder('ord_1'), ISSUED)).toMatchObject({ status: 'used' });
    const other = apply(free, locked(free, 'ord_2', ISSUED));
    expect(codeOf(() => redeemedByOrder(other, byOrder('ord_1'), ISSUED))).toBe('coupon_locked');
    const states = [free, held, used, other, { ...free, status: 'revoked' as const }];
    expect(states.map((coupon) => wentElsewhere(coupon, 'ord_1'))).toEqual([false, false, false, true, true]);
  });

  it('gives it back by a refund, once; past its expiry it stays expired', () => {
    const back = apply(used, restoredByRefund(used, 'ord_1', EXPIRED));
    expect(back).toMatchObject({
      status: 'unused',
      usedAt: null,
      restored: { at: EXPIRED, orderId: 'ord_1' },
    });
    expect(back.expiresAt).toBe(used.expiresAt);
    expect(restoredByRefund(back, 'ord_1', EXPIRED)).toBeNull();
    expect(codeOf(() => locked(back, 'ord_2', EXPIRED))).toBe('coupon_expired');
    const late = redeemedByOrder(back, byOrder('ord_1'), EXPIRED);
    expect(late).toBeNull();
  });
});

describe('a clerk and a coupon', () => {
  const used = apply(couponOf(), redeemedByClerk(couponOf(), byClerk(1), ISSUED));

  it('the same confirm twice is the same redemption, another clerk’s is refused', () => {
    expect(used).toMatchObject({ status: 'used', use: { by: 'clerk', turn: 1 } });
    expect(redeemedByClerk(used, byClerk(1), addMs(ISSUED, 1))).toBeNull();
    expect(codeOf(() => redeemedByClerk(used, byClerk(1, 'clerk-wu'), ISSUED))).toBe('coupon_already_used');
  });

  it('what was undone is not redeemed again by a confirm that comes late', () => {
    const undone = apply(used, undoneByClerk(used, 1, ISSUED));
    expect(undone).toMatchObject({ status: 'unused', usedAt: null, use: null, turns: 1 });
    expect(undoneByClerk(undone, 1, ISSUED)).toBeNull();
    expect(codeOf(() => redeemedByClerk(undone, byClerk(1), ISSUED))).toBe('coupon_redeemed_since');
    expect(redeemedByClerk(undone, byClerk(2), ISSUED)).toMatchObject({ status: 'used', turns: 2 });
  });

  it('does not undo what an order used', () => {
    const byPayment = apply(couponOf(), redeemedByOrder(couponOf(), byOrder('ord_1'), ISSUED));
    expect(undoneByClerk(byPayment, 1, ISSUED)).toBeNull();
  });
});

describe('whatever happens, in whatever order and however often', () => {
  type Event = { name: string; order: string; turn: number; ms: number };
  const anyEvent: fc.Arbitrary<Event> = fc.record({
    name: fc.constantFrom('lock', 'pay', 'release', 'refund', 'confirm', 'undo'),
    order: fc.constantFrom('ord_1', 'ord_2'),
    turn: fc.integer({ min: 1, max: 3 }),
    ms: fc.integer({ min: 0, max: 2 * HOUR_MS }),
  });
  const changeOf = (coupon: CouponLife, { name, order, turn }: Event, now: Instant): LifePatch | null => {
    if (name === 'lock') return locked(coupon, order, now);
    if (name === 'pay') return redeemedByOrder(coupon, byOrder(order), now);
    if (name === 'release') return released(coupon, order);
    if (name === 'refund') return restoredByRefund(coupon, order, now);
    return name === 'confirm'
      ? redeemedByClerk(coupon, byClerk(turn), now)
      : undoneByClerk(coupon, turn, now);
  };
  const step = (coupon: CouponLife, event: Event, now: Instant): CouponLife => {
    try {
      return apply(coupon, changeOf(coupon, event, now));
    } catch (error) {
      if (error instanceof TuankaError) return coupon;
      throw error;
    }
  };

  it('a coupon is in one state, with what that state needs and nothing else; a repeat changes nothing', () => {
    assertRule(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let coupon: CouponLife = couponOf();
        let now = ISSUED;
        for (const event of events) {
          now = addMs(now, event.ms);
          const before = coupon;
          coupon = step(before, event, now);
          // One look at all of it: these are tens of thousands of steps.
          expect({
            hasLock: coupon.lock !== null,
            hasUse: coupon.use !== null && coupon.usedAt !== null,
            turns: coupon.turns,
            startsAt: coupon.startsAt,
            expiresAt: coupon.expiresAt,
            // For the first time only while valid.
            mayBeLocked:
              before.status === 'locked' ||
              coupon.status !== 'locked' ||
              (now < coupon.expiresAt && now >= coupon.startsAt),
            again: step(coupon, event, now),
          }).toEqual({
            hasLock: coupon.status === 'locked',
            hasUse: coupon.status === 'used',
            turns: before.turns + (before.status !== 'used' && coupon.status === 'used' ? 1 : 0),
            startsAt: before.startsAt,
            expiresAt: before.expiresAt,
            mayBeLocked: true,
            again: coupon,
          });
        }
      }),
      { keptSeeds: [20261121], numRuns: 1000 },
    );
  });
});
