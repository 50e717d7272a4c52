import fc from 'fast-check';
import { addMs, DAY_MS, instant } from '../../../contracts/primitives/time';
import { cardPlanId } from '../../../contracts/values';
import { couponSaving } from './applicability';
import { billOf, couponOf, ISSUED } from './test-coupons';
import { assertRule } from '../../../tests/stage/property';

const percent = { kind: 'percent_off', percentOff: 20, amountFen: 1500, thresholdFen: 0 };

describe('what a coupon saves', () => {
  it.each<[string, object, ReturnType<typeof billOf>, unknown]>([
    ['its amount at the threshold', {}, billOf(5900), { savingFen: 1000 }],
    ['nothing a fen below it', {}, billOf(5899), { reason: 'coupon_below_threshold' }],
    ['the threshold over several items', {}, billOf(3000, 2900), { savingFen: 1000 }],
    ['never more than the bill', { thresholdFen: 0 }, billOf(300), { savingFen: 300 }],
    ['nothing on nothing', { thresholdFen: 0 }, billOf(0), { reason: 'coupon_saves_nothing' }],
    ['20 percent, rounded down', percent, billOf(999), { savingFen: 199 }],
    ['20 percent, up to its cap', percent, billOf(7501), { savingFen: 1500 }],
    ['nothing on less than a fen', percent, billOf(4), { reason: 'coupon_saves_nothing' }],
    [
      'an exchange is for the counter',
      { kind: 'exchange', item: '鸡蛋一盒' },
      billOf(9900),
      { reason: 'coupon_at_counter' },
    ],
    [
      'its categories alone',
      { categories: ['水果'] },
      billOf([5900, '水果'], [100, '蛋奶']),
      { savingFen: 1000 },
    ],
    [
      'the threshold counted on its categories',
      { categories: ['水果'] },
      billOf([5000, '水果'], [900, '蛋奶']),
      { reason: 'coupon_below_threshold' },
    ],
    [
      'no item of its categories',
      { categories: ['水果'] },
      billOf([9900, '蛋奶']),
      { reason: 'coupon_wrong_category' },
    ],
    [
      'an amount without categories',
      { categories: ['水果'] },
      billOf(9900),
      { reason: 'coupon_wrong_category' },
    ],
    ['its stores', { storeIds: ['sto_other'] }, billOf(9900), { reason: 'coupon_wrong_store' }],
    ['the store it names', { storeIds: ['sto_xingfu'] }, billOf(9900), { savingFen: 1000 }],
    ['its card plans', { planIds: ['plan_gold'] }, billOf(9900), { reason: 'coupon_wrong_plan' }],
    [
      'the plan it names',
      { planIds: ['plan_gold'] },
      { ...billOf(9900), planId: cardPlanId.parse('plan_gold') },
      { savingFen: 1000 },
    ],
  ])('%s', (_name, terms, bill, expected) => {
    expect(couponSaving(couponOf(terms), bill, ISSUED)).toMatchObject(expected as object);
  });

  it('says how much is missing', () => {
    expect(couponSaving(couponOf(), billOf(5550), ISSUED)).toEqual({
      reason: 'coupon_below_threshold',
      text: '满59元可用，还差3.50元',
    });
  });

  it.each([
    ['used', 'coupon_already_used'],
    ['locked', 'coupon_locked'],
    ['offered', 'coupon_offered'],
    ['revoked', 'coupon_revoked'],
    ['given', 'coupon_given'],
  ] as const)('a %s coupon is refused with %s', (status, reason) => {
    expect(couponSaving(couponOf({}, { status }), billOf(9900), ISSUED)).toMatchObject({ reason });
  });

  it('the first instant counts, the last does not', () => {
    const at = (ms: number) => couponSaving(couponOf(), billOf(9900), instant(ISSUED + ms));
    expect(at(-1)).toMatchObject({ reason: 'coupon_not_started' });
    expect(at(0)).toEqual({ savingFen: 1000 });
    expect(at(DAY_MS - 1)).toEqual({ savingFen: 1000 });
    expect(at(DAY_MS)).toMatchObject({ reason: 'coupon_expired' });
  });

  it('never saves more than the bill, and more bill never saves less', () => {
    const anyTerms = fc.record({
      kind: fc.constantFrom('amount_off', 'percent_off'),
      percentOff: fc.integer({ min: 1, max: 100 }),
      amountFen: fc.nat(20_000),
      thresholdFen: fc.nat(20_000),
    });
    assertRule(
      fc.property(anyTerms, fc.nat(30_000), fc.nat(5_000), (terms, amount, more) => {
        const saved = (amountFen: number) => {
          const saving = couponSaving(couponOf(terms), billOf(amountFen), addMs(ISSUED, 1));
          return 'savingFen' in saving ? saving.savingFen : 0;
        };
        expect(saved(amount)).toBeLessThanOrEqual(Math.min(amount, terms.amountFen));
        expect(saved(amount + more)).toBeGreaterThanOrEqual(saved(amount));
      }),
      { keptSeeds: [20261121] },
    );
  });
});
