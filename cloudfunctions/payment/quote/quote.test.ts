import fc from 'fast-check';
import { couponTerms } from '../../../contracts/coupon/coupon';
import { fen } from '../../../contracts/primitives/fen';
import { isCardPlanId, isCouponId, isStoreId } from '../../../contracts/primitives/ids';
import { addMs, HOUR_MS, instant } from '../../../contracts/primitives/time';
import { plainBill } from './bill';
import { quoteBill, rateText, type QuoteCoupon, type QuoteInput } from './quote';
import { assertRule } from '../../../tests/stage/property';

const parsed = <T>(check: (value: unknown) => value is T, value: unknown): T => {
  if (!check(value)) throw new Error(String(value));
  return value;
};
const NOW = instant(Date.parse('2026-11-21T12:00:00+08:00'));
const plan = (memberRate: number) => ({
  _id: parsed(isCardPlanId, 'plan_a'),
  name: '邻里会员卡',
  memberRate,
});

const coupon = (name: string, amountFen: number, more: object = {}, hours = 2): QuoteCoupon => ({
  _id: parsed(isCouponId, `cpn_${name}`),
  terms: couponTerms.parse({
    templateId: `tpl_${name}`,
    kind: 'amount_off',
    title: name,
    amountFen,
    thresholdFen: 0,
    conditions: [],
    ...more,
  }),
  status: 'unused',
  startsAt: NOW,
  expiresAt: addMs(NOW, hours * HOUR_MS),
  usedAt: null,
});

const quoteOf = (change: Partial<QuoteInput>) =>
  quoteBill({
    storeId: parsed(isStoreId, 'sto_a'),
    items: plainBill(fen(10_000)),
    plan: null,
    coupons: [],
    choice: 'best',
    points: null,
    now: NOW,
    ...change,
  });
const items = (...amounts: number[]) =>
  amounts.map((amount) => ({
    title: '菜',
    category: '生鲜',
    amountFen: fen(amount),
    quantity: 1,
    unitPriceFen: null,
  }));
const POINTS = { pointsPerYuan: 100, mostShare: 500, leastPoints: 100 };

describe('a quote: member price, then coupon, then points', () => {
  it('explains every step in its order', () => {
    const points = { rule: POINTS, balance: 100_000, use: true };
    const { quote } = quoteOf({ plan: plan(950), coupons: [coupon('five', 500)], points });
    expect(quote.steps).toEqual([
      { kind: 'member_price', savedFen: 500, text: '邻里会员卡会员价 95 折' },
      { kind: 'coupon', savedFen: 500, text: '优惠券「five」' },
      { kind: 'points', savedFen: 4500, text: '4500 积分抵 45 元' },
    ]);
    expect(quote).toMatchObject({ amountFen: 10_000, savedFen: 5500, payableFen: 4500, points: 4500 });
  });

  it('rounds the member price of each line down to the fen', () => {
    expect(quoteOf({ items: items(333, 333), plan: plan(950) }).quote.payableFen).toBe(316 + 316);
    expect(quoteOf({ items: items(666), plan: plan(950) }).quote.payableFen).toBe(632);
  });

  it('without a card there is no member price', () => {
    expect(quoteOf({}).quote).toMatchObject({ steps: [], payableFen: 10_000 });
  });

  it('counts the threshold of a coupon on the member price', () => {
    const over = coupon('over', 500, { thresholdFen: 9501 });
    const result = quoteOf({ plan: plan(950), coupons: [over] });
    expect(result.quote.couponId).toBeNull();
    expect(result.couponOptions).toMatchObject([{ unusableReason: '满95.01元可用，还差0.01元' }]);
  });

  it('takes the largest saving, of equal ones the one that runs out first', () => {
    const coupons = [coupon('week', 500, {}, 168), coupon('soon', 500, {}, 2), coupon('small', 300, {}, 1)];
    expect(quoteOf({ coupons }).quote.couponId).toBe('cpn_soon');
  });

  it('the shopper may choose another coupon or none, and reads why one is refused', () => {
    const coupons = [
      coupon('big', 900),
      coupon('small', 300),
      coupon('big-only', 900, { thresholdFen: 20_000 }),
    ];
    expect(quoteOf({ coupons, choice: coupons[1]!._id }).quote.payableFen).toBe(9700);
    expect(quoteOf({ coupons, choice: 'none' }).quote.payableFen).toBe(10_000);
    expect(quoteOf({ coupons, choice: coupons[2]!._id }).refusedChoice).toBe('满200元可用，还差100元');
  });

  it('a coupon that does not go with the member price is used only where it saves more', () => {
    const alone = (amountFen: number) => coupon('alone', amountFen, { stacksWithMemberPrice: false });
    const better = quoteOf({ plan: plan(950), coupons: [alone(800)] }).quote;
    expect(better).toMatchObject({
      payableFen: 9200,
      steps: [{ kind: 'coupon', text: '优惠券「alone」（不与会员价同享）' }],
    });
    const worse = quoteOf({ plan: plan(950), coupons: [alone(500)] });
    expect(worse.quote).toMatchObject({ payableFen: 9500, steps: [{ kind: 'member_price' }] });
    expect(worse.couponOptions).toMatchObject([{ unusableReason: '不与会员价同享，用会员价更划算' }]);
  });

  it('points: share, balance and least number bound them; a coupon may exclude them', () => {
    const use = (balance: number, more = {}) =>
      quoteOf({ points: { rule: { ...POINTS, ...more }, balance, use: true } }).quote;
    expect(use(99).points).toBe(0);
    expect(use(100)).toMatchObject({ points: 100, payableFen: 9900 });
    expect(use(1_000_000)).toMatchObject({ points: 5000, payableFen: 5000 });
    // 3 points are a yuan: 99 of 100 points are 33 yuan, and one that is worth 33.3 fen is kept.
    expect(use(100, { pointsPerYuan: 3, leastPoints: 1 })).toMatchObject({ points: 99, savedFen: 3300 });
    const coupons = [coupon('alone', 100, { stacksWithPoints: false })];
    expect(quoteOf({ coupons, points: { rule: POINTS, balance: 1000, use: true } }).quote.points).toBe(0);
  });

  it.each([
    // pointsPerYuan, bill, balance → points, payable
    [1, 10_050, 101, 100, 50],
    [1, 50, 101, 0, 50],
    [1, 10_050, 99, 99, 150],
    [100, 10_050, 20_000, 10_050, 0],
    [200, 33, 65, 64, 1],
    [150, 101, 1000, 150, 1],
  ])('points are taken in whole units: %i a yuan, a bill of %i, %i points', (...row) => {
    const [pointsPerYuan, amountFen, balance, points, payableFen] = row;
    const rule = { pointsPerYuan, mostShare: 1000, leastPoints: 1 };
    const { quote } = quoteOf({ items: items(amountFen), points: { rule, balance, use: true } });
    expect(quote).toMatchObject({ points, payableFen });
  });

  it('says how many points are the least that take something off', () => {
    const rule = { pointsPerYuan: 3, mostShare: 1000, leastPoints: 1 };
    const { pointsOption } = quoteOf({ items: items(50), points: { rule, balance: 900, use: true } });
    expect(pointsOption?.unusableReason).toBe('这单能抵的不到 3 积分，留着下次用');
    const few = quoteOf({ items: items(500), points: { rule, balance: 2, use: true } });
    expect(few.pointsOption?.unusableReason).toBe('满 3 积分可用，现有 2 积分');
  });

  it('100 percent off is free, within its threshold and its cap', () => {
    const free = (more: object) => [coupon('free', 5000, { kind: 'percent_off', percentOff: 100, ...more })];
    expect(quoteOf({ items: items(4999), coupons: free({}) }).quote.payableFen).toBe(0);
    expect(quoteOf({ items: items(6000), coupons: free({}) }).quote.payableFen).toBe(1000);
    expect(quoteOf({ items: items(4999), coupons: free({ thresholdFen: 5000 }) }).quote.payableFen).toBe(
      4999,
    );
  });

  it('a coupon its own order holds counts as it did when the order took it; another one has run out', () => {
    const late = addMs(NOW, 3 * HOUR_MS);
    const held = { ...coupon('held', 500), heldSince: NOW };
    expect(quoteOf({ coupons: [held], now: late }).quote.payableFen).toBe(9500);
    expect(quoteOf({ coupons: [coupon('held', 500)], now: late }).quote.payableFen).toBe(10_000);
  });

  it('is never below zero, adds up, and spends no more points than there are', () => {
    const amount = fc.integer({ min: 1, max: 200_000 });
    assertRule(
      fc.property(
        fc.array(amount, { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 1000 }),
        fc.array(
          fc.record({
            amountFen: amount,
            thresholdFen: fc.integer({ min: 0, max: 50_000 }),
            stacksWithMemberPrice: fc.boolean(),
          }),
          { maxLength: 5 },
        ),
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 1000 }),
        (amounts, memberRate, terms, balance, pointsPerYuan) => {
          const coupons = terms.map((one, position) => coupon(`c${position}`, one.amountFen, one));
          const points = { rule: { ...POINTS, pointsPerYuan }, balance, use: true };
          const input = { items: items(...amounts), plan: plan(memberRate), coupons };
          const { quote } = quoteOf({ ...input, points });
          const saved = quote.steps.reduce((sum, { savedFen }) => sum + savedFen, 0);
          expect(quote.payableFen).toBeGreaterThanOrEqual(0);
          expect(quote.payableFen + saved).toBe(quote.amountFen);
          expect(quote.points).toBeLessThanOrEqual(balance);
          // A point is worth exactly what the rate says, and the lines add up to the whole.
          const worth = quote.steps.find(({ kind }) => kind === 'points')?.savedFen ?? 0;
          expect(worth * pointsPerYuan).toBe(quote.points * 100);
          const sumOf = (of: 'paidFen' | 'points' | 'pointsSavedFen') =>
            quote.lines.reduce((sum, line) => sum + line[of], 0);
          expect(sumOf('paidFen')).toBe(quote.payableFen);
          expect(sumOf('points')).toBe(quote.points);
          expect(sumOf('pointsSavedFen')).toBe(worth);
          for (const [position, line] of quote.lines.entries()) {
            const { memberSavedFen, couponSavedFen, pointsSavedFen, paidFen } = line;
            expect(memberSavedFen + couponSavedFen + pointsSavedFen + paidFen).toBe(amounts[position]);
          }
          // No single choice beats the best.
          const best = quoteOf(input).quote.payableFen;
          for (const { _id } of coupons)
            expect(quoteOf({ ...input, choice: _id }).quote.payableFen).toBeGreaterThanOrEqual(best);
        },
      ),
      { keptSeeds: [20261121], numRuns: 300 },
    );
  });

  it.each([
    [950, '95 折'],
    [900, '9 折'],
    [885, '88.5 折'],
  ])('a rate of %i per mille reads %s', (rate, text) => expect(rateText(rate)).toBe(text));
});
