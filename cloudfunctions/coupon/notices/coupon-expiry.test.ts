import { couponTerms } from '../../../contracts/coupon/coupon';
import { isCouponId, type CouponId } from '../../../contracts/primitives/ids';
import { addMs, DAY_MS, HOUR_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { couponExpiry, reminderLeadMs } from './coupon-expiry';

const noon = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const couponIdOf = (text: string): CouponId => {
  if (!isCouponId(text)) throw new Error(text);
  return text;
};
const coupon = (title: string, amountFen: number, hours: number) => ({
  _id: couponIdOf(`cpn_${amountFen}`),
  status: 'unused',
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
    const { title, page, values } = couponExpiry.content([coupon('满 29 减 5', 500, 2)], noon);
    expect({ title, page }).toEqual({
      title: '优惠券快到期了',
      page: 'shopper/pages/coupon/index?id=cpn_500',
    });
    expect(values).toMatchObject({ title: '满 29 减 5', amount: '¥5', expiresAt: '2026年11月21日 14:00' });
  });

  it('of several names the most urgent, sums what is at stake, and leads to the list', () => {
    const message = couponExpiry.content(
      [coupon('满 59 减 10', 1000, 3), coupon('满 29 减 5', 550, 2)],
      noon,
    );
    expect(message).toMatchObject({
      title: '2 张优惠券快到期了',
      page: 'shopper/pages/coupons/index',
      values: { title: '满 29 减 5等2张', amount: '¥15.50', expiresAt: '2026年11月21日 14:00' },
    });
    expect(message.lines).toHaveLength(2);
  });

  it('of none does not exist', () => {
    expect(() => couponExpiry.content([], noon)).toThrow(RangeError);
  });
});

describe('a reminder comes in proportion to the life of the coupon', () => {
  it.each([
    ['20 minutes', 20 * MINUTE_MS, 5 * MINUTE_MS],
    ['1 hour', HOUR_MS, 15 * MINUTE_MS],
    ['2 hours', 2 * HOUR_MS, 30 * MINUTE_MS],
    ['just under 6 hours', 6 * HOUR_MS - 1, 30 * MINUTE_MS],
    ['6 hours', 6 * HOUR_MS, 2 * HOUR_MS],
    ['1 day', DAY_MS, 2 * HOUR_MS],
    ['just under 2 days', 2 * DAY_MS - 1, 2 * HOUR_MS],
    ['2 days', 2 * DAY_MS, DAY_MS],
    ['3 days', 3 * DAY_MS, DAY_MS],
    ['7 days', 7 * DAY_MS, DAY_MS],
    ['a year', 365 * DAY_MS, DAY_MS],
  ])('a coupon of %s', (_name, life, lead) => {
    expect(reminderLeadMs(life)).toBe(lead);
  });

  it('always leaves time before it and after it', () => {
    for (let life = MINUTE_MS; life <= 10 * DAY_MS; life += 7 * MINUTE_MS) {
      expect(reminderLeadMs(life)).toBeGreaterThan(0);
      expect(reminderLeadMs(life)).toBeLessThanOrEqual(life / 2);
    }
  });
});
