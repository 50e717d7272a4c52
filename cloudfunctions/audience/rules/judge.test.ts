import type { MemberFeatures } from '../../../contracts/audience/features';
import type { Condition, SegmentRule } from '../../../contracts/audience/segment-rule';
import { addMs, chinaDayNumber, DAY_MS, HOUR_MS } from '../../../contracts/primitives/time';
import { instant, startOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import { leaderId, storeId } from '../../../contracts/values';
import { judge, readsOf, segmentsIn } from './judge';
import type { RuleOf } from './judged';
import { NOBODY } from './nobody';

const noon = instant(Date.parse('2026-11-15T12:00:00+08:00'));
const today = chinaDayNumber(noon);
const midnight = (days: number): Instant => startOfChinaDay(today + days);
const ago = (days: number): Instant => addMs(noon, -days * DAY_MS);
const none: RuleOf = () => null;
const known = (of: Partial<MemberFeatures>, bucket = 0) => ({ bucket, of: { ...NOBODY.of, ...of } });
const say = (rule: SegmentRule, of: Partial<MemberFeatures>, now = noon, ruleOf = none) =>
  judge(rule, known(of), now, ruleOf);
const orders = (...on: [days: number, amountFen: number][]): Partial<MemberFeatures> => ({
  days: on.map(([days, amountFen]) => ({ day: today - days, n: 1, amountFen })).sort((a, b) => a.day - b.day),
  orders: { n: on.length, amountFen: on.reduce((sum, [, amountFen]) => sum + amountFen, 0), withCoupon: 0 },
  lastOrderAt: ago(Math.min(...on.map(([days]) => days))),
});
const range = (min: number | null, max: number | null) => ({ min, max });

describe('so many days ago', () => {
  const recency = (min: number | null, max: number | null): Condition => ({
    if: 'since',
    what: 'order',
    ...range(min, max),
  });
  it.each([
    // Within 30 days: until the first moment of the 31st day.
    [recency(null, 30), 0, true, 31],
    [recency(null, 30), 30, true, 1],
    [recency(null, 30), 31, false, null],
    // Dormant: more than 30 days.
    [recency(31, null), 30, false, 1],
    [recency(31, null), 31, true, null],
    [recency(31, null), 0, false, 31],
    [recency(7, 9), 6, false, 1],
    [recency(7, 9), 7, true, 3],
    [recency(7, 9), 9, true, 1],
    [recency(7, 9), 10, false, null],
  ])('%j: %d days ago is %s, for %s days', (rule, days, value, flipsIn) => {
    expect(say(rule, { lastOrderAt: ago(days) })).toMatchObject({
      value,
      validUntil: flipsIn === null ? null : midnight(flipsIn),
    });
  });

  it.each([
    ['2026-11-15T00:00:00.000+08:00', false],
    ['2026-11-14T23:59:59.999+08:00', true],
  ])('yesterday ends with the China day: %s is a day ago: %s', (text, value) => {
    expect(say(recency(1, null), { lastOrderAt: instant(Date.parse(text)) }).value).toBe(value);
  });

  it('who never did is in no range, and in the opposite of every one', () => {
    for (const rule of [recency(null, 30), recency(31, null), recency(0, null)]) {
      expect(say(rule, {})).toMatchObject({ value: false, validUntil: null });
      expect(say({ not: rule }, {})).toMatchObject({ value: true, validUntil: null });
    }
  });

  it.each([
    ['joined', 'joinedAt'],
    ['firstOrder', 'firstOrderAt'],
    ['visit', 'lastVisitAt'],
    ['reached', 'lastReachedAt'],
    ['opened', 'lastOpenedAt'],
    ['clicked', 'lastClickedAt'],
  ] as const)('%s reads %s', (what, field) => {
    const rule: Condition = { if: 'since', what, min: null, max: 3 };
    expect(say(rule, { [field]: ago(3) }).value).toBe(true);
    expect(say(rule, { [field]: ago(4) }).value).toBe(false);
    expect([...readsOf(rule, none)]).toEqual([field]);
  });

  it.each([
    // max(45, 2 × 10) = 45, max(45, 2 × 30) = 60, max(45, 2 × 22.5 → 45)
    [45, 10, false],
    [46, 10, true],
    [60, 30, false],
    [61, 30, true],
    [45, 22.5, false],
    [46, 22.5, true],
    [47, 22.6, true],
    [46, 22.6, false],
    [46, null, true],
  ])('silent %d days with a gap of %s: %s', (days, gapDays, value) => {
    expect(say({ if: 'silent', days: 45, gaps: 2 }, { lastOrderAt: ago(days), gapDays }).value).toBe(value);
  });
});

describe('what was bought', () => {
  const of = orders([0, 100], [29, 200], [30, 400], [399, 800], [400, 1600]);
  it.each<[Condition, boolean, number | null]>([
    [{ if: 'orders', days: 1, min: 1, max: 1 }, true, 1],
    [{ if: 'orders', days: 30, min: 2, max: 2 }, true, 1],
    [{ if: 'orders', days: 31, min: 3, max: 3 }, true, 1],
    [{ if: 'orders', days: 400, min: 4, max: 4 }, true, 1],
    [{ if: 'orders', days: null, min: 5, max: 5 }, true, null],
    // Until only one is left in 30 days: the one of 29 days ago leaves tomorrow.
    [{ if: 'orders', days: 30, min: 2, max: null }, true, 1],
    [{ if: 'orders', days: 30, min: 1, max: null }, true, 30],
    [{ if: 'orders', days: 30, min: null, max: 0 }, false, 30],
    [{ if: 'orders', days: 30, min: 3, max: null }, false, null],
    [{ if: 'amount', days: 30, min: 300, max: null }, true, 1],
    [{ if: 'amount', days: 30, min: 301, max: null }, false, null],
    [{ if: 'amount', days: null, min: 3100, max: 3100 }, true, null],
    [{ if: 'average', days: 30, min: 150, max: 150 }, true, 1],
    [{ if: 'average', days: 30, min: null, max: 100 }, false, 1],
  ])('%j: %s, for %s days', (rule, value, flipsIn) => {
    expect(say(rule, of)).toMatchObject({
      value,
      validUntil: flipsIn === null ? null : midnight(flipsIn),
    });
  });

  it('without an order there is no average, and no order is 0 orders', () => {
    expect(say({ if: 'average', days: null, min: 0, max: null }, {}).value).toBe(false);
    expect(say({ if: 'orders', days: null, min: null, max: 0 }, {}).value).toBe(true);
    expect(say({ if: 'couponShare', min: 0, max: null }, {}).value).toBe(false);
  });

  it('of a category: orders, amount, since', () => {
    const features = { categories: [{ name: '水果', n: 2, amountFen: 500, lastAt: ago(10) }] };
    const category = (
      one: 'orders' | 'amount' | 'since',
      min: number | null,
      max: number | null,
      name = '水果',
    ) => say({ if: 'category', name, of: one, min, max }, features);
    expect(category('orders', 2, 2).value).toBe(true);
    expect(category('amount', 501, null).value).toBe(false);
    expect(category('since', null, 10)).toMatchObject({ value: true, validUntil: midnight(1) });
    expect(category('since', null, 10, '蔬菜').value).toBe(false);
    expect(category('orders', null, 0, '蔬菜').value).toBe(true);
  });

  it.each([
    [59, 100, 60, false],
    [60, 100, 60, true],
    [3, 5, 60, true],
    [2, 4, 60, false],
  ])('%d of %d orders with a coupon are %d %% at least: %s', (withCoupon, n, min, value) => {
    const features = { orders: { n, amountFen: 1, withCoupon } };
    expect(say({ if: 'couponShare', min, max: null }, features).value).toBe(value);
  });
});

describe('who somebody is and what they have', () => {
  const store = storeId.parse('sto_east');
  const leader = leaderId.parse('ldr_liu');
  it.each<[string, Condition, Partial<MemberFeatures>, boolean]>([
    ['the tier', { if: 'tier', anyOf: [2, 7] }, { tier: 7 }, true],
    ['another tier', { if: 'tier', anyOf: [2, 7] }, { tier: 3 }, false],
    ['no tier', { if: 'tier', anyOf: [0] }, {}, false],
    ['a tag', { if: 'tag', anyOf: ['A', 'C'] }, { tags: ['B', 'C'] }, true],
    ['another tag', { if: 'tag', anyOf: ['A'] }, { tags: ['B'] }, false],
    ['no tag at all', { if: 'tags', min: null, max: 0 }, {}, true],
    ['points', { if: 'points', min: 100, max: 100 }, { points: 100 }, true],
    ['refunds', { if: 'refunds', min: 1, max: null }, { refunds: { n: 1, amountFen: 1 } }, true],
    ['invited', { if: 'invited', min: 2, max: null }, { invited: 1 }, false],
    ['coupons used', { if: 'couponsUsed', min: 1, max: null }, {}, false],
    ['born in a month', { if: 'birthday', months: [5, 6] }, { birthMonth: 5 }, true],
    ['born this month', { if: 'birthday', months: [] }, { birthMonth: 11 }, true],
    ['no birthday', { if: 'birthday', months: [] }, {}, false],
    ['some leader', { if: 'leader', anyOf: [] }, { leaderId: leader }, true],
    ['this leader', { if: 'leader', anyOf: [leader] }, { leaderId: leader }, true],
    ['no leader', { if: 'leader', anyOf: [] }, {}, false],
    ['joined at a store', { if: 'store', how: 'joined', anyOf: [store] }, { storeIds: [store] }, false],
    [
      'bought at a store',
      { if: 'store', how: 'joinedOrBought', anyOf: [store] },
      { storeIds: [store] },
      true,
    ],
    ['bought in a city', { if: 'city', anyOf: ['杭州', '苏州'] }, { cities: ['上海', '苏州'] }, true],
    ['bought in another city', { if: 'city', anyOf: ['杭州'] }, { cities: ['上海'] }, false],
    ['came by a scan', { if: 'source', anyOf: ['scan'] }, { source: 'scan' }, true],
  ])('%s', (_what, rule, of, value) => {
    expect(say(rule, of)).toMatchObject({ value });
    expect(say({ not: rule }, of)).toMatchObject({ value: !value });
  });

  it('a birthday this month is one until the month ends, and again after eleven others', () => {
    const rule: Condition = { if: 'birthday', months: [] };
    const december = instant(Date.parse('2026-12-01T00:00:00+08:00'));
    const november = instant(Date.parse('2027-11-01T00:00:00+08:00'));
    expect(say(rule, { birthMonth: 11 }).validUntil).toBe(december);
    expect(say(rule, { birthMonth: 11 }, december)).toMatchObject({ value: false, validUntil: november });
    expect(say(rule, { birthMonth: 10 })).toMatchObject({ value: false });
  });

  it('a coupon can be used up to its expiry, to the millisecond', () => {
    const expiry = addMs(noon, HOUR_MS);
    const of = { couponsExpire: [expiry, midnight(5)] };
    const rule: Condition = { if: 'coupons', min: 2, max: null };
    expect(say(rule, of)).toMatchObject({ value: true, validUntil: expiry });
    expect(say(rule, of, addMs(expiry, -1)).value).toBe(true);
    expect(say(rule, of, expiry)).toMatchObject({ value: false, validUntil: null });
  });

  it.each([
    // Midnight is the end of the day before.
    [midnight(1), 1, true],
    [addMs(midnight(1), 1), 1, false],
    [midnight(7), 7, true],
    [addMs(midnight(7), HOUR_MS), 7, false],
    [addMs(midnight(7), HOUR_MS), 8, true],
    [noon, 1, false],
  ])('what expires at %s expires within %d days: %s', (expiry, days, value) => {
    const rule: Condition = { if: 'expiring', what: 'points', days };
    expect(say(rule, { pointsExpire: [expiry] }).value).toBe(value);
    const { validUntil } = say(rule, { pointsExpire: [expiry] });
    const firstDay = chinaDayNumber(addMs(expiry, -1)) - days + 1;
    if (value) expect(validUntil).toBe(expiry);
    else expect(validUntil).toBe(expiry > noon ? startOfChinaDay(firstDay) : null);
  });

  it.each([
    [0, false],
    [100, true],
    [199, true],
    [200, false],
  ])('part %d of a thousand is from 100 to 199: %s', (bucket, value) => {
    const rule: Condition = { if: 'bucket', from: 100, until: 200 };
    expect(judge(rule, known({}, bucket), noon, none).value).toBe(value);
  });
});

describe('conditions together', () => {
  const until = (days: number): Condition => ({ if: 'since', what: 'joined', min: null, max: days });
  const from = (days: number): Condition => ({ if: 'since', what: 'joined', min: days, max: null });
  const joined = { joinedAt: ago(5) };
  it.each<[string, SegmentRule, boolean, number | null]>([
    ['all that hold: until the first may fall', { all: [until(10), until(7)] }, true, 3],
    ['of those that fail, the last that may hold', { all: [until(10), from(8), from(20)] }, false, 15],
    ['one that fails for ever', { all: [from(8), until(2)] }, false, null],
    ['any that holds: until the last may fall', { any: [until(10), until(7), from(30)] }, true, 6],
    ['none that holds: until the first may', { any: [from(30), from(20)] }, false, 15],
    ['not', { not: until(7) }, false, 3],
    ['not of all', { not: { all: [until(10), from(8)] } }, true, 3],
  ])('%s', (_what, rule, value, flipsIn) => {
    expect(say(rule, joined)).toMatchObject({
      value,
      validUntil: flipsIn === null ? null : midnight(flipsIn),
    });
  });

  it('ten members: 4 with A, 2 with only B, 4 with none', () => {
    const people = [...'AAAABB'].map((tag) => [tag]).concat([[], [], [], []]);
    const a: Condition = { if: 'tag', anyOf: ['A'] };
    const b: Condition = { if: 'tag', anyOf: ['B'] };
    const count = (rule: SegmentRule) => people.filter((tags) => say(rule, { tags }).value).length;
    expect(count(a)).toBe(4);
    expect(count({ not: a })).toBe(6);
    expect(count({ if: 'tags', min: null, max: 0 })).toBe(4);
    expect(count({ all: [{ not: a }, { not: b }] })).toBe(4);
  });

  it('a segment of segments is what they are; one that is gone holds for nobody, and one of itself ends', () => {
    const rules: Record<string, SegmentRule> = {
      seg_new: until(7),
      seg_both: {
        all: [
          { if: 'segment', id: 'seg_new' },
          { if: 'tags', min: null, max: 0 },
        ],
      },
      seg_self: { if: 'segment', id: 'seg_self' },
    };
    const ruleOf: RuleOf = (id) => rules[id] ?? null;
    const both: SegmentRule = { if: 'segment', id: 'seg_both' };
    expect(say(both, joined, noon, ruleOf)).toMatchObject({ value: true, validUntil: midnight(3) });
    expect([...readsOf(both, ruleOf)].sort()).toEqual(['joinedAt', 'tags']);
    expect([...segmentsIn(both, ruleOf)].sort()).toEqual(['seg_both', 'seg_new']);
    expect(say({ if: 'segment', id: 'seg_gone' }, joined, noon, ruleOf).value).toBe(false);
    expect(say({ if: 'segment', id: 'seg_self' }, joined, noon, ruleOf).value).toBe(false);
    expect(segmentsIn({ if: 'segment', id: 'seg_self' }, ruleOf).has('seg_self')).toBe(true);
  });

  it.each<[SegmentRule, Partial<MemberFeatures>, string]>([
    [
      { if: 'since', what: 'order', min: null, max: 30 },
      { lastOrderAt: ago(12) },
      '12 天前下单（要求最多 30 天前）',
    ],
    [{ if: 'since', what: 'order', min: 31, max: null }, {}, '从未下单（要求至少 31 天前）'],
    [{ if: 'orders', days: 30, min: 2, max: 3 }, {}, '最近 30 天下了 0 单（要求 2 单到 3 单）'],
    [{ if: 'tag', anyOf: ['A'] }, { tags: ['B'] }, '标签「B」（要求有「A」）'],
    [{ not: { if: 'tag', anyOf: ['A'] } }, {}, '没有标签（要求有「A」），此条件要的是相反'],
    [{ if: 'amount', days: null, min: 10_000, max: null }, {}, '累计消费 ¥0（要求至少 ¥100）'],
    [{ if: 'source', anyOf: ['scan'] }, { source: 'own' }, '来源是「自己来的」（要求是「扫码」）'],
  ])('%j in plain words', (rule, of, why) => {
    expect(say(rule, of).why).toBe(why);
  });
});
