import fc from 'fast-check';
import { addMs, DAY_MS, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { storeId } from '../../../contracts/values';
import { assertRule } from '../../../tests/stage/property';
import { changedFeatures, featuresOf, type Held } from './features-of';
import type { Told } from './told';

const noon = instant(Date.parse('2026-11-01T12:00:00+08:00'));
const held: Held = {
  joinedAt: addMs(noon, -DAY_MS),
  source: 'scan',
  storeId: null,
  leaderId: null,
  birthMonth: null,
  tags: [],
  tier: null,
  points: 0,
  pointsExpire: [],
  couponsExpire: [],
};
const day = (days: number) => addMs(noon, days * DAY_MS);
const paid = (orderId: string, amountFen: number, days = 0, more: Partial<Told> = {}): Told => ({
  _id: `paid:${orderId}`,
  kind: 'paid',
  at: day(days),
  amountFen,
  ...more,
  refs: { orderId, ...more.refs },
});
const refunded = (
  id: string,
  orderId: string,
  amountFen: number,
  whole: boolean,
  more: Partial<Told> = {},
): Told => ({
  _id: `refunded:${id}`,
  kind: 'refunded',
  at: day(1),
  amountFen,
  refs: { orderId, refundId: id, whole },
  ...more,
});
const happened = (kind: Told['kind'], id: string, days = 0, refs: Told['refs'] = {}): Told => ({
  _id: `${kind}:${id}`,
  kind,
  at: day(days),
  refs,
});

describe('what is known of a member', () => {
  it.each<[string, Told[], number, number, number]>([
    ['nothing', [], 0, 0, 0],
    ['an order', [paid('a', 100)], 1, 100, 0],
    ['an order told twice', [paid('a', 100), paid('a', 100)], 1, 100, 0],
    ['one that came back in part', [paid('a', 100), refunded('r', 'a', 30, false)], 1, 70, 1],
    [
      'its refund read first, and twice',
      [refunded('r', 'a', 30, false), paid('a', 100), refunded('r', 'a', 30, false)],
      1,
      70,
      1,
    ],
    [
      'one that came back in two parts',
      [paid('a', 100), refunded('r', 'a', 30, false), refunded('s', 'a', 70, true)],
      0,
      0,
      2,
    ],
    ['one that cost nothing', [paid('a', 0)], 1, 0, 0],
    ['a refund of an order nobody told of', [refunded('r', 'b', 30, true)], 0, 0, 0],
    ['one back and one kept', [paid('a', 100), paid('b', 50), refunded('r', 'a', 100, true)], 1, 50, 1],
  ])('of %s', (_what, facts, n, amountFen, refunds) => {
    const features = featuresOf(held, facts);
    expect(features.orders).toMatchObject({ n, amountFen });
    expect(features.refunds.n).toBe(refunds);
    expect(features.days.reduce((sum, one) => sum + one.n, 0)).toBe(n);
    expect(features.months.reduce((sum, one) => sum + one.amountFen, 0)).toBe(amountFen);
  });

  it('an order belongs to its China day and month, to the millisecond', () => {
    const midnight = instant(Date.parse('2026-12-01T00:00:00+08:00'));
    const at = (ms: number) => paid('a', 100, 0, { at: addMs(midnight, ms) });
    const before = featuresOf(held, [at(-1)]);
    const after = featuresOf(held, [at(0)]);
    expect([before.months[0]?.month, after.months[0]?.month]).toEqual(['2026-11', '2026-12']);
    expect((after.days[0]?.day ?? 0) - (before.days[0]?.day ?? 0)).toBe(1);
  });

  it('keeps the days of 400 days before the latest order, and all of the totals', () => {
    const { days, orders } = featuresOf(held, [paid('a', 1), paid('b', 2, 1), paid('c', 4, 400)]);
    expect(days.map(({ amountFen }) => amountFen)).toEqual([2, 4]);
    expect(orders).toMatchObject({ n: 3, amountFen: 7 });
  });

  it.each<[string, Told[], [string, number, number][]]>([
    [
      '',
      [paid('a', 100, 0, { categories: { 水果: 60, 蔬菜: 40 } })],
      [
        ['水果', 1, 60],
        ['蔬菜', 1, 40],
      ],
    ],
    [
      ' and what came back of one of them',
      [
        paid('a', 100, 0, { categories: { 水果: 60, 蔬菜: 40 } }),
        refunded('r', 'a', 40, false, { categories: { 蔬菜: 40 } }),
      ],
      [
        ['水果', 1, 60],
        ['蔬菜', 1, 0],
      ],
    ],
    [
      ' and what came back of nobody says which',
      [paid('a', 100, 0, { categories: { 水果: 60, 蔬菜: 40 } }), refunded('r', 'a', 70, false)],
      [
        ['水果', 1, 0],
        ['蔬菜', 1, 30],
      ],
    ],
    [
      ' and all of it came back',
      [paid('a', 100, 0, { categories: { 水果: 100 } }), refunded('r', 'a', 100, true)],
      [],
    ],
  ])('what was bought by category%s', (_what, facts, sums) => {
    const { categories } = featuresOf(held, facts);
    expect(categories.map(({ name, n, amountFen }) => [name, n, amountFen])).toEqual(sums);
  });

  it.each([
    [[], null],
    [[0], null],
    [[0, 0], 0],
    [[0, 10], 10],
    [[0, 10, 14], 7],
    [[14, 0, 10], 7],
    [[0, 1, 31, 32], 1],
  ])('orders on days %j are so many days apart in the middle: %s', (days, gap) => {
    const orders = days.map((one, at) => paid(String(at), 100, one));
    expect(featuresOf(held, orders).gapDays).toBe(gap);
  });

  it('counts coupons used, given back, run out and revived, and whose orders had one', () => {
    const features = featuresOf(held, [
      happened('coupon_issued', 'g', 0, { count: 4 }),
      happened('coupon_used', 'c-1', 0),
      happened('coupon_returned', 'c-1', 1),
      happened('coupon_used', 'd-1', 2),
      happened('coupon_expired', 'e-1', 3),
      happened('coupon_expired', 'f-1', 3),
      happened('coupon_revived', 'f-1', 4),
      paid('a', 1, 0, { refs: { couponId: 'c' } }),
      paid('b', 1),
      paid('c', 1, 0, { refs: { couponId: 'd' } }),
      refunded('r', 'c', 1, true),
    ]);
    expect(features.coupons).toEqual({ issued: 4, used: 1, expired: 1 });
    expect(features.orders).toMatchObject({ n: 2, withCoupon: 1 });
  });

  it('knows the last visit, and what became of messages', () => {
    const store = storeId.parse('sto_east');
    const features = featuresOf({ ...held, storeId: storeId.parse('sto_west') }, [
      happened('visited', 'v', 1),
      happened('message_delivered', 'm', 5),
      happened('message_opened', 'm', 6),
      happened('message_clicked', 'n', 4),
      paid('a', 100, 3, { storeId: store }),
    ]);
    expect(features).toMatchObject({
      lastVisitAt: day(3),
      lastOrderAt: day(3),
      lastReachedAt: day(5),
      lastOpenedAt: day(6),
      lastClickedAt: day(4),
      storeIds: ['sto_east', 'sto_west'],
    });
  });

  it('is in the cities where something was kept, each once', () => {
    const here = (city: string) => ({ refs: { city } });
    const features = featuresOf(held, [
      paid('a', 100, 1, here('苏州')),
      paid('b', 100, 2, here('上海')),
      paid('c', 100, 3, here('苏州')),
      paid('d', 100, 4, here('杭州')),
      refunded('r', 'd', 100, true),
      paid('e', 100, 5),
    ]);
    expect(features.cities).toEqual(['上海', '苏州']);
  });

  it('of the same facts is the same, in whatever order and however often they are told', () => {
    const orderId = fc.integer({ min: 0, max: 5 }).map(String);
    const days = fc.integer({ min: 0, max: 500 });
    const anyFact: fc.Arbitrary<Told> = fc.oneof(
      fc.record({ orderId, days, amount: fc.nat(500) }).map((one) =>
        paid(one.orderId, one.amount, one.days, {
          refs: one.amount % 2 ? { couponId: 'c' } : {},
          categories: { 水果: one.amount },
        }),
      ),
      fc
        .record({ orderId, part: fc.nat(9), amount: fc.nat(50), whole: fc.boolean() })
        .map(({ part, ...one }) => refunded(`${one.orderId}-${part}`, one.orderId, one.amount, one.whole)),
      fc
        .record({
          kind: fc.constantFrom<Told['kind'][]>(
            'visited',
            'coupon_used',
            'coupon_returned',
            'message_opened',
            'invited',
          ),
          id: fc.nat(20).map(String),
          days,
        })
        .map(({ kind, id, days: on }) => happened(kind, id, on)),
    );
    const stories = fc.uniqueArray(anyFact, { selector: ({ _id }) => _id, minLength: 1, maxLength: 40 });
    assertRule(
      fc.property(
        stories.chain((facts) =>
          fc.tuple(
            fc.constant(facts),
            fc.array(fc.constantFrom(...facts, ...facts), { maxLength: 20 }),
            fc.infiniteStream(fc.nat()),
          ),
        ),
        ([facts, again, keys]) => {
          const mixed = [...facts, ...again.filter((fact) => fact !== undefined)]
            .map((fact) => [keys.next().value ?? 0, fact] as const)
            .sort(([a], [b]) => Number(a) - Number(b))
            .map(([, fact]) => fact);
          expect(featuresOf(held, mixed)).toEqual(featuresOf(held, facts));
        },
      ),
      { keptSeeds: [18] },
    );
  });
});

describe('what differs between two pictures', () => {
  const now = noon;
  const one = featuresOf(held, [paid('a', 100)]);
  it.each([
    ['nothing', one, []],
    ['a tag', { ...one, tags: ['茶'] }, ['tags']],
    ['an expiry that is over', { ...one, couponsExpire: [addMs(now, 0)] }, []],
    ['one that is ahead', { ...one, couponsExpire: [addMs(now, MINUTE_MS)] }, ['couponsExpire']],
    [
      'an order',
      featuresOf(held, [paid('a', 100), paid('b', 1, 1)]),
      ['orders', 'lastOrderAt', 'days', 'months', 'gapDays', 'lastVisitAt'],
    ],
  ])('%s', (_what, after, names) => {
    expect(changedFeatures(one, after, now).sort()).toEqual([...names].sort());
  });
  it('of nobody yet everything that is something', () => {
    expect(changedFeatures(null, one, now)).toContain('orders');
  });
});
