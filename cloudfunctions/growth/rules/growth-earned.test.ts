import { growthRuleDraft, type GrowthRule } from '../../../contracts/growth/growth-rule';
import { fen } from '../../../contracts/primitives/fen';
import { instant } from '../../../contracts/primitives/time';
import { growthOfBehaviour, growthOfFrequency, growthOfPayment, growthTakenBack } from './growth-earned';
import { entryOf, growthAt, growthExpiry, pendingAt, reversalOf } from './growth-entry';

const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const off = { growth: 0, timesAYear: null };
const rule: GrowthRule = {
  tiers: [
    { name: '新锐', entry: 0, keep: 0 },
    { name: '成长', entry: 300, keep: 200 },
    { name: '黄金', entry: 1200, keep: 800 },
  ],
  perYuan: 10,
  perOrderCap: null,
  frequency: { order: 3, growth: 50 },
  behaviours: { review: { growth: 5, timesAYear: 2 }, invite: off, checkIn: off, profile: off },
  pendingDays: 0,
  lifetime: 'rolling_year',
  review: { kind: 'anniversary' },
  graceDays: 0,
  refundFalls: 'at_review',
  gifts: [],
  privileges: [],
};

describe('a growth rule', () => {
  const [lowest, middle, high] = rule.tiers;
  it.each([
    ['as it is', {}, true],
    ['with two tiers', { tiers: [lowest, middle] }, false],
    ['whose lowest tier asks for something', { tiers: [{ ...lowest, entry: 1 }, middle, high] }, false],
    ['with two tiers alike', { tiers: [lowest, middle, { ...high, entry: 300 }] }, false],
    ['where staying asks for more', { tiers: [lowest, middle, { ...high, keep: 1201 }] }, false],
    ['reviewed on 29 February', { review: { kind: 'fixed', day: '02-29' } }, false],
    ['reviewed on 1 January', { review: { kind: 'fixed', day: '01-01' } }, true],
    ['reviewed on a day no year has', { review: { kind: 'fixed', day: '06-31' } }, false],
  ])('%s: %s', (_, change, isFine) => {
    expect(growthRuleDraft().safeParse({ ...rule, ...change }).success).toBe(isFine);
  });
});

describe('what is earned', () => {
  it.each([
    [299_999, 299],
    [300_000, 300],
    [0, 0],
  ])('%i fen at a tenth per yuan: %i', (paid, growth) => {
    expect(growthOfPayment(rule, fen(paid))).toBe(growth);
  });
  it('is capped per order', () => {
    expect(growthOfPayment({ ...rule, perOrderCap: 299 }, fen(300_000))).toBe(299);
  });
  it.each([
    [2, 0],
    [3, 50],
    [4, 50],
  ])('by the order number %i of a month on top: %i', (order, growth) => {
    expect(growthOfFrequency(rule, order)).toBe(growth);
    expect(growthOfFrequency({ ...rule, frequency: null }, order)).toBe(0);
  });
  it.each([
    [1, 5],
    [2, 0],
  ])('by a review after %i others in the year: %i', (before, growth) => {
    expect(growthOfBehaviour(rule, 'review', before)).toBe(growth);
  });
});

describe('what a refund takes back', () => {
  it.each([
    [100, 1000, 0, 1000, 100],
    [100, 1000, 0, 333, 33],
    [100, 1000, 333, 333, 33],
    [100, 1000, 666, 334, 34],
    [0, 0, 0, 0, 0],
  ])('%i of %i fen, %i back before, %i now: %i', (earned, paid, before, now, taken) => {
    const refund = { paidFen: fen(paid), refundedFen: fen(before), amountFen: fen(now) };
    expect(growthTakenBack(earned, refund)).toBe(taken);
  });
});

describe('growth value counts', () => {
  const bought = at('2027-02-28T12:00:00');
  const counts = at('2027-03-07T12:00:00');
  const entry = entryOf('rolling_year', 300, bought, counts);
  it.each([
    ['2027-02-28T11:59:59.999', 0, 0],
    ['2027-02-28T12:00:00.000', 0, 300],
    ['2027-03-07T11:59:59.999', 0, 300],
    ['2027-03-07T12:00:00.000', 300, 0],
    ['2028-02-28T23:59:59.999', 300, 0],
    ['2028-02-29T00:00:00.000', 0, 0],
  ])('at %s: %i, pending %i', (text, growth, pending) => {
    expect([growthAt([entry], at(text)), pendingAt([entry], at(text))]).toEqual([growth, pending]);
  });

  it.each([
    ['rolling_year', '2028-02-29T12:00:00', '2029-03-01T00:00:00'],
    ['rolling_year', '2027-11-30T23:59:59.999', '2028-12-01T00:00:00'],
    ['calendar_year', '2027-01-01T00:00:00', '2028-01-01T00:00:00'],
    ['calendar_year', '2027-12-31T23:59:59.999', '2028-01-01T00:00:00'],
  ] as const)('%s from %s until %s', (lifetime, from, until) => {
    expect(growthExpiry(lifetime, at(from))).toBe(at(until));
  });

  it('in the year in which it begins to count, when the year ends within the refund window', () => {
    const late = entryOf('calendar_year', 300, at('2027-12-30T12:00:00'), at('2028-01-06T12:00:00'));
    expect(growthAt([late], at('2028-12-31T23:59:59.999'))).toBe(300);
  });

  it('less what came back: pending with it, counted after, never after its expiry', () => {
    const early = reversalOf(entry, 100, at('2027-03-01T12:00:00'));
    expect(pendingAt([entry, early], at('2027-03-02T12:00:00'))).toBe(200);
    expect(growthAt([entry, early], counts)).toBe(200);
    const afterwards = at('2027-04-01T12:00:00');
    expect(growthAt([entry, reversalOf(entry, 300, afterwards)], instant(afterwards - 1))).toBe(300);
    expect(growthAt([entry, reversalOf(entry, 300, afterwards)], afterwards)).toBe(0);
    const gone = reversalOf(entry, 300, at('2028-06-01T12:00:00'));
    expect(growthAt([entry, gone], at('2028-06-01T12:00:00'))).toBe(0);
  });
});
