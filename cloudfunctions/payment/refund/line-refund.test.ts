import fc from 'fast-check';
import { TuankaError } from '../../../contracts/errors';
import type { BillItem } from '../../../contracts/payment/payment';
import { fen } from '../../../contracts/primitives/fen';
import type { LineUnits } from '../../../contracts/payment/line-refund';
import {
  hasGiftsLeft,
  isFirstBack,
  linesBack,
  refuseOtherWish,
  viewLines,
  type UnitsBack,
} from './line-refund';
import { lineShares } from './line-shares';
import { assertRule } from '../../../tests/stage/property';

const item = (amountFen: number, quantity = 1): BillItem => ({
  title: '苹果',
  category: null,
  amountFen: fen(amountFen),
  quantity,
  unitPriceFen: null,
});

/** A sale of these lines with so much off by a coupon for all of them, and so much by points. */
function sold(items: BillItem[], couponSavedFen: number, pointsSavedFen = 0, points = pointsSavedFen) {
  const amounts = items.map(({ amountFen }) => amountFen);
  const amountFen = fen(amounts.reduce<number>((sum, amount) => sum + amount, 0));
  const covered = items.map(() => true);
  const lines = lineShares({ amounts, memberSaved: [], couponSavedFen, covered, pointsSavedFen, points });
  const savedFen = fen(couponSavedFen + pointsSavedFen);
  const payableFen = fen(amountFen - savedFen);
  const agreed = { amountFen, steps: [], savedFen, payableFen, couponId: null, points, lines };
  return { items, amountFen, agreed };
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'nothing';
  } catch (error) {
    return error instanceof TuankaError ? error.code : String(error);
  }
};

describe('giving back lines', () => {
  it('ten of one thing, a quarter off: each unit 17.92 or 17.93, together what was paid, and no eleventh', () => {
    const order = sold([item(23_900, 10)], 5975);
    const back: UnitsBack[] = [];
    const amounts: number[] = [];
    for (let unit = 0; unit < 10; unit += 1) {
      const { units, amountFen } = linesBack(order, back, [{ line: 0, quantity: 1 }]);
      back.push(...units);
      amounts.push(amountFen);
    }
    expect(linesBack(order, [], [{ line: 0, quantity: 3 }]).lines).toMatchObject([{ amountFen: 7170 }]);
    expect(new Set(amounts)).toEqual(new Set([1792, 1793]));
    expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(17_925);
    expect(codeOf(() => linesBack(order, back, [{ line: 0, quantity: 1 }]))).toBe('refund_units_back');
  });

  it('two lines, a fifth off: 12000 and then 4800', () => {
    const order = sold([item(15_000), item(6000)], 4200);
    const first = linesBack(order, [], [{ line: 0, quantity: 1 }]);
    expect(first.amountFen).toBe(12_000);
    expect(linesBack(order, first.units, [{ line: 1, quantity: 1 }]).amountFen).toBe(4800);
    expect(viewLines(order, first.units)).toMatchObject([
      {
        amountFen: 15_000,
        couponSavedFen: 3000,
        paidFen: 12_000,
        backQuantity: 1,
        backFen: 12_000,
        nextUnitFen: null,
      },
      {
        amountFen: 6000,
        couponSavedFen: 1200,
        paidFen: 4800,
        backQuantity: 0,
        backFen: 0,
        nextUnitFen: 4800,
      },
    ]);
  });

  it('refuses a line the bill does not have, and more than a line has', () => {
    const order = sold([item(300, 3)], 0);
    expect(codeOf(() => linesBack(order, [], [{ line: 1, quantity: 1 }]))).toBe('invalid_input');
    expect(codeOf(() => linesBack(order, [], [{ line: 0, quantity: 4 }]))).toBe('refund_units_back');
  });

  it.each([
    ['paid in money: none is', [item(900, 3)], 300, 0, [], false],
    ['all of it by the coupon: until the last unit is back', [item(900, 3)], 900, 0, [[0, 1, 2]], false],
    ['… one is still kept', [item(900, 3)], 900, 0, [[0, 1]], true],
    ['all of it by points', [item(900, 3)], 0, 900, [[0, 1]], true],
    ['price nothing: nothing to give back', [item(0, 2)], 0, 0, [], false],
  ] as const)('gifts that are left, %s', (_what, items, coupon, points, back, left) => {
    const units = back.map((of, line): UnitsBack => ({ line, units: [...of] }));
    expect(hasGiftsLeft(sold([...items], coupon, points), units)).toBe(left);
  });

  it('an order of before lines were shared out is shared out the same way', () => {
    const { items, amountFen, agreed } = sold([item(15_000), item(6000)], 4200);
    const steps = [{ kind: 'coupon' as const, savedFen: fen(4200), text: '' }];
    const old = { items, amountFen, agreed: { ...agreed, steps, lines: [] } };
    expect(viewLines(old, []).map(({ paidFen }) => paidFen)).toEqual([12_000, 4800]);
    const unpaid = { items, amountFen, agreed: null };
    expect(viewLines(unpaid, []).map(({ paidFen }) => paidFen)).toEqual([15_000, 6000]);
  });

  it('in whatever parts and order, refunds that fail among them: the parts add up to what was paid', () => {
    const lines = fc.array(fc.record({ amount: fc.nat(50_000), quantity: fc.integer({ min: 1, max: 12 }) }), {
      minLength: 1,
      maxLength: 5,
    });
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    const steps = fc.array(
      fc.record({ line: fc.nat(4), quantity: fc.integer({ min: 1, max: 4 }), fails: fc.boolean() }),
      {
        maxLength: 30,
      },
    );
    assertRule(
      fc.property(lines, share, share, steps, (drawn, coupon, points, story) => {
        const items = drawn.map(({ amount, quantity }) => item(amount, quantity));
        const total = drawn.reduce((sum, { amount }) => sum + amount, 0);
        const couponFen = Math.floor(total * coupon);
        const order = sold(items, couponFen, Math.floor((total - couponFen) * points));
        const back: UnitsBack[] = [];
        let [paid, pointsBack] = [0, 0];
        const giveBack = (line: number, quantity: number, fails: boolean) => {
          const given = linesBack(order, back, [{ line, quantity }]);
          if (fails) return;
          for (const one of given.lines)
            expect(one.paidFen + one.couponSavedFen + one.pointsSavedFen).toBe(one.amountFen);
          back.push(...given.units);
          paid += given.amountFen;
          pointsBack += given.points;
        };
        for (const { line, quantity, fails } of story) {
          const left = viewLines(order, back)[line];
          if (left && left.quantity - left.backQuantity >= quantity) giveBack(line, quantity, fails);
        }
        for (const { line, quantity, backQuantity } of viewLines(order, back))
          if (quantity > backQuantity) giveBack(line, quantity - backQuantity, false);
        expect(paid).toBe(order.agreed.payableFen);
        expect(pointsBack).toBe(order.agreed.points);
      }),
      { keptSeeds: [20261121] },
    );
  });
});

it.each([
  ['of a paid order', 100, 0, [], true],
  ['by line, and no other', 100, 0, ['this'], true],
  ['after a fen was back', 100, 1, [], false],
  ['after another by line, which may have cost nothing', 100, 0, ['other', 'this'], false],
  ['for the order as a whole, while another by line is on its way', 100, 0, ['other'], false],
  ['of an order that cost nothing', 0, 0, [], false],
  ['by line, of an order that cost nothing', 0, 0, ['this'], false],
])('the first refund: %s', (_, paidFen, refundedFen, lineRefunds, isFirst) => {
  expect(isFirstBack(paidFen, { refundedFen, lineRefunds }, 'this')).toBe(isFirst);
});

const amount = (amountFen: number) => ({ amountFen: fen(amountFen), lines: null });
const units = (amountFen: number, ...lines: (UnitsBack | LineUnits)[]) => ({
  amountFen: fen(amountFen),
  lines,
});

describe('a refund asked for again', () => {
  it.each([
    ['the same amount', amount(1000), amount(1000)],
    ['the units it became', units(4000, { line: 1, units: [0, 2] }), units(4000, { line: 1, quantity: 2 })],
    [
      'the lines in another order',
      units(9000, { line: 0, units: [1] }, { line: 2, units: [0] }),
      units(9000, { line: 2, quantity: 1 }, { line: 0, quantity: 1 }),
    ],
  ])('%s is the same', (_, earlier, wish) => {
    expect(codeOf(() => refuseOtherWish(earlier, wish))).toBe('nothing');
  });

  it.each([
    ['another amount', amount(1000), amount(1001)],
    [
      'another line of the same price',
      units(2000, { line: 0, units: [0] }),
      units(2000, { line: 1, quantity: 1 }),
    ],
    ['more of it for the same', units(2000, { line: 0, units: [0] }), units(2000, { line: 0, quantity: 2 })],
  ])('%s is refused', (_, earlier, wish) => {
    expect(codeOf(() => refuseOtherWish(earlier, wish))).toBe('request_changed');
  });
});
