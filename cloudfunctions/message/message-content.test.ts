import { couponTerms } from '../../contracts/coupon';
import { isCouponId, type CouponId } from '../../contracts/primitives/ids';
import { addMs, HOUR_MS, instant } from '../../contracts/primitives/time';
import { couponExpiryMessage } from './message-content';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const couponIdOf = (text: string): CouponId => {
  if (!isCouponId(text)) throw new Error(text);
  return text;
};
const coupon = (title: string, amountFen: number, hours: number) => ({
  _id: couponIdOf(`cpn_${amountFen}`),
  terms: couponTerms.parse({
    templateId: 'tpl_a',
    kind: 'amount_off',
    title,
    amountFen,
    thresholdFen: 0,
    conditions: [],
  }),
  expiresAt: addMs(noon, hours * HOUR_MS),
});

describe('the coupon expiry message', () => {
  it('of one coupon leads to that coupon', () => {
    const { title, page, values } = couponExpiryMessage([coupon('满 29 减 5', 500, 2)]);
    expect({ title, page }).toEqual({
      title: '优惠券快到期了',
      page: 'shopper/pages/coupon/index?id=cpn_500',
    });
    expect(values).toMatchObject({ title: '满 29 减 5', amount: '¥5', expiresAt: '2026年11月21日 14:00' });
  });

  it('of several names the most urgent, sums what is at stake, and leads to the list', () => {
    const message = couponExpiryMessage([coupon('满 59 减 10', 1000, 3), coupon('满 29 减 5', 550, 2)]);
    expect(message).toMatchObject({
      title: '2 张优惠券快到期了',
      page: 'shopper/pages/coupons/index',
      values: { title: '满 29 减 5等2张', amount: '¥15.50', expiresAt: '2026年11月21日 14:00' },
    });
    expect(message.lines).toHaveLength(2);
  });

  it('of none does not exist', () => {
    expect(() => couponExpiryMessage([])).toThrow(RangeError);
  });
});
