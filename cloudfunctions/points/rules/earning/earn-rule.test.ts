import type { EarnRule } from '../../../../contracts/points/points-rule';
import { fen } from '../../../../contracts/primitives/fen';
import { isStoreId, type StoreId } from '../../../../contracts/primitives/ids';
import { points } from '../../../../contracts/primitives/points';
import { instant } from '../../../../contracts/primitives/time';
import { earnedBy, earnedOnAfter, type Payment, type Standing } from './earn-rule';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const noon = at('2026-11-21T12:00:00');
function store(id: string): StoreId {
  if (!isStoreId(id)) throw new Error(id);
  return id;
}
const plain: EarnRule = {
  pointsPerYuan: 1,
  rounding: 'down',
  categories: null,
  storeIds: null,
  tierMultipliers: {},
  birthdayMultiplier: null,
  campaigns: [],
  perOrderCap: null,
  perDayCap: null,
};
const nobody: Standing = { tier: null, tierInRule: null, birthday: null };
const paid = (amountFen: number, more: Partial<Payment> = {}): Payment => ({
  paidFen: fen(amountFen),
  storeId: 'sto_xingfu',
  items: [],
  ...more,
});
const earned = (rule: Partial<EarnRule>, payment: Payment, who = nobody, now = noon) =>
  earnedBy({ ...plain, ...rule }, payment, who, null, now);

describe('what a payment earns', () => {
  it.each([
    [8800, 'down', 88],
    [8899, 'down', 88],
    [8850, 'nearest', 89],
    [8849, 'nearest', 88],
    [99, 'down', 0],
    [0, 'down', 0],
  ] as const)('%i fen, rounded %s: %i', (amountFen, rounding, expected) => {
    expect(earned({ rounding }, paid(amountFen)).points).toBe(expected);
  });

  it('is rounded once, after the multiplier', () => {
    expect(
      earned({ tierMultipliers: { 金卡: 150 } }, paid(199), { ...nobody, tier: '金卡', tierInRule: '金卡' })
        .points,
    ).toBe(2);
  });

  it('counts the stores and categories of the rule', () => {
    expect(earned({ storeIds: [store('sto_other')] }, paid(1000)).points).toBe(0);
    const items = [
      { category: '水果', paidFen: fen(3000) },
      { category: '烟酒', paidFen: fen(5000) },
      { category: null, paidFen: fen(1000) },
    ];
    const bill = paid(9000, { items });
    expect(earned({ categories: { mode: 'only', names: ['水果'] } }, bill).points).toBe(30);
    expect(earned({ categories: { mode: 'except', names: ['烟酒'] } }, bill).points).toBe(40);
    expect(earned({ categories: { mode: 'only', names: ['水果'] } }, paid(9000)).points).toBe(0);
    expect(earned({ categories: { mode: 'except', names: ['烟酒'] } }, paid(9000)).points).toBe(90);
  });

  it('never counts more than was paid, whatever the items say', () => {
    const items = [{ category: '水果', paidFen: fen(9000) }];
    expect(earned({ categories: { mode: 'only', names: ['水果'] } }, paid(5000, { items })).points).toBe(50);
  });

  const campaign = {
    name: '周年庆',
    from: at('2026-11-21T00:00:00'),
    until: at('2026-11-22T00:00:00'),
    multiplier: 300,
  };
  it.each([
    ['2026-11-20T23:59:59.999', 10],
    ['2026-11-21T00:00:00', 30],
    ['2026-11-21T23:59:59.999', 30],
    ['2026-11-22T00:00:00', 10],
  ])('a campaign runs from its first instant to before its last: %s earns %i', (when, expected) => {
    expect(
      earned({ campaigns: [{ ...campaign, storeIds: null }] }, paid(1000), nobody, at(when)).points,
    ).toBe(expected);
  });

  it('the highest multiplier counts, they do not multiply', () => {
    const rule = {
      tierMultipliers: { 金卡: 150 },
      birthdayMultiplier: 200,
      campaigns: [{ ...campaign, storeIds: [store('sto_other')] }],
    };
    const who = { tier: '金卡', tierInRule: '金卡', birthday: '11-21' };
    expect(earned(rule, paid(1000), who)).toEqual({
      points: 20,
      multiplier: 200,
      note: '生日 2 倍',
      by: null,
    });
    expect(earned(rule, paid(1000), { ...who, birthday: '11-22' })).toMatchObject({
      points: 15,
      note: '金卡 1.5 倍',
    });
  });

  it('is capped per order and per China day', () => {
    expect(earned({ perOrderCap: points(50) }, paid(8800))).toMatchObject({
      points: 50,
      note: '已到积分上限',
    });
    const rule = { ...plain, perDayCap: points(100) };
    const today = earnedOnAfter(null, 70, noon);
    expect(earnedBy(rule, paid(8800), nobody, today, noon).points).toBe(30);
    expect(earnedBy(rule, paid(8800), nobody, today, at('2026-11-22T00:00:00')).points).toBe(88);
    expect(earnedOnAfter(today, 30, noon).points).toBe(100);
  });
});
