import { UNLIMITED, type CouponLimits } from '../../../contracts/coupon/coupon';
import { couponTemplateId } from '../../../contracts/values';
import { fitsOneTransaction, haveRoomToRemind, roomForStock, type CountedStep } from './records';
import { dayShards, totalShards } from './stock';
import { ISSUED } from './test-coupons';

const id = couponTemplateId.parse('tpl_test');
const step = (quantity: number, limits: Partial<CouponLimits> | null = null): CountedStep => ({
  quantity,
  limits: limits && { ...UNLIMITED, ...limits },
  totalShards: totalShards(id, limits?.total ?? 0, ISSUED),
  dayShards: dayShards(id, limits?.perDay ?? 0, ISSUED),
});
const steps = (count: number, limits: Partial<CouponLimits> | null = null): CountedStep[] =>
  Array.from({ length: count }, () => step(1, limits));

describe('one transaction', () => {
  it.each([
    ['fifteen coupons that nothing limits', [step(15)], true],
    ['sixteen', [step(10), step(6)], false],
    ['five steps of a stock', steps(5, { total: 10_000 }), true],
    ['six', steps(6, { total: 10_000 }), false],
    ['three steps counted by member and stock', steps(3, { total: 10_000, perMember: 1 }), true],
    ['four', steps(4, { total: 10_000, perMember: 1 }), false],
    ['two counted by everything', steps(2, { total: 10_000, perDay: 1_000, perMember: 1 }), true],
    ['three', steps(3, { total: 10_000, perDay: 1_000, perMember: 1 }), false],
    ['ten of an ample stock, counted by member', [step(10, { total: 10_000, perMember: 10 })], true],
    ['five of a stock that lies in ones: a part for each', [step(5, { total: 32 })], true],
    ['six of it', [step(6, { total: 32 })], false],
  ])('holds %s: %#', (_name, all, fits) => expect(fitsOneTransaction(all)).toBe(fits));

  it.each([
    ['eight coupons', [step(8)], true],
    ['nine', [step(9)], false],
    ['four of a stock', steps(4, { total: 10_000 }), true],
    ['five', steps(5, { total: 10_000 }), false],
  ])('has room for the reminders of %s: %#', (_name, all, has) => expect(haveRoomToRemind(all)).toBe(has));

  it('leaves to the stock what the coupons and their counts do not take', () => {
    expect(roomForStock([step(4, { total: 100, perMember: 5 }), step(3)])).toBe(6);
  });
});
