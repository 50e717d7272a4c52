import type { Sums } from '../../../contracts/primitives/insight/measures';
import { plus } from '../../../contracts/primitives/insight/measures';
import { leaderId, memberId, storeId } from '../../../contracts/values';
import { instant } from '../../../contracts/primitives/time';
import { contributionOf } from './contribution-of';
import type { Told } from './told-person';

const member = memberId.parse('mem_00000000000000000000000001');
const other = memberId.parse('mem_00000000000000000000000002');
const at = (text: string) => instant(Date.parse(`${text}+08:00`));
const store = (name: string) => storeId.parse(`sto_${name}`);

let told = 0;
const fact = (kind: Told['kind'], when: string, more: Partial<Told> = {}): Told => {
  told += 1;
  return { _id: `${kind}:${told}`, kind, memberId: member, at: at(when), refs: {}, ...more };
};
const paid = (orderId: string, when: string, amountFen: number, more: Partial<Told> = {}): Told =>
  fact('paid', when, { amountFen, ...more, refs: { orderId, ...more.refs } });
const refunded = (orderId: string, when: string, amountFen: number, whole = false): Told =>
  fact('refunded', when, { amountFen, refs: { orderId, whole } });

const sumsAt = (facts: readonly Told[], id: string): Sums => contributionOf(facts).get(id)?.sums ?? {};

describe('money', () => {
  it('five orders of 2000 of which one is refunded are 10000, 2000 and 8000', () => {
    const orders = [1, 2, 3, 4, 5].map((n) => paid(`o${n}`, '2026-06-15T12:00:00', 2000));
    const {
      grossFen,
      refundFen,
      orders: n,
      keptOrders,
    } = sumsAt([...orders, refunded('o3', '2026-06-15T13:00:00', 2000, true)], 'day:2026-06-15:all:all');
    expect({ grossFen, refundFen, n, keptOrders }).toEqual({
      grossFen: 10_000,
      refundFen: 2000,
      n: 5,
      keptOrders: 4,
    });
  });

  it('a refund counts in the month it went back in, an order in the month it was paid in, in China', () => {
    const facts = [
      paid('o1', '2026-06-10T12:00:00', 20_000),
      refunded('o1', '2026-06-30T23:59:59', 5000),
      refunded('o1', '2026-07-01T00:00:00', 3000),
      // 1 July 07:59 in China is 30 June in Greenwich.
      paid('o2', '2026-07-01T07:59:00', 700),
    ];
    expect(sumsAt(facts, 'month:2026-06:all:all')).toMatchObject({ grossFen: 20_000, refundFen: 5000 });
    expect(sumsAt(facts, 'month:2026-07:all:all')).toMatchObject({ grossFen: 700, refundFen: 3000 });
    expect(sumsAt(facts, 'day:2026-07-01:all:all')).toMatchObject({ grossFen: 700, refundFen: 3000 });
  });

  it.each([
    ['2026-06-28T23:59:59', '2026-06-22'],
    ['2026-06-29T00:00:00', '2026-06-29'],
    ['2026-07-05T23:59:59', '2026-06-29'],
    ['2027-01-01T00:00:00', '2026-12-28'],
  ])('a week begins on Monday: %s is in that of %s', (when, monday) => {
    expect(sumsAt([paid('o1', when, 100)], `week:${monday}:all:all`)).toMatchObject({ orders: 1 });
  });

  it('a refund stays with the tier, the store and the leader of its order', () => {
    const leader = leaderId.parse('ldr_00000000000000000000000001');
    const facts = [
      paid('o1', '2026-06-10T12:00:00', 20_000, { storeId: store('a'), leaderId: leader }),
      fact('tier_changed', '2026-06-11T12:00:00', { refs: { from: 0, to: 1 } }),
      refunded('o1', '2026-06-12T12:00:00', 5000),
    ];
    const rows = contributionOf(facts);
    for (const place of ['tier:0', `store:${store('a')}`, `leader:${leader}`, 'tierNow:1'])
      expect(rows.get(`month:2026-06:${place}`)?.sums).toMatchObject({ grossFen: 20_000, refundFen: 5000 });
    expect(rows.get('month:2026-06:tier:1')?.sums).toEqual({ tierUp: 1 });
  });

  it('a refund of an order that is told of somebody else is money back all the same', () => {
    expect(sumsAt([refunded('o9', '2026-06-12T12:00:00', 500)], 'day:2026-06-12:all:all')).toEqual({
      refunds: 1,
      refundFen: 500,
    });
  });

  it('categories are told apart by what was paid and what came back for each', () => {
    const facts = [
      paid('o1', '2026-06-10T12:00:00', 3000, { categories: { 水果: 1000, '': 2000 } }),
      { ...refunded('o1', '2026-06-10T13:00:00', 400), categories: { 水果: 400, '': 0 } },
    ];
    expect(sumsAt(facts, 'day:2026-06-10:category:水果')).toMatchObject({
      grossFen: 1000,
      refundFen: 400,
      buyers: 1,
    });
    expect(sumsAt(facts, 'day:2026-06-10:category:-')).toMatchObject({ grossFen: 2000, buyers: 1 });
  });
});

describe('buyers', () => {
  it('are one in each row however often they buy, and none when all came back', () => {
    const facts = [paid('o1', '2026-06-10T10:00:00', 100), paid('o2', '2026-06-10T12:00:00', 100)];
    expect(sumsAt(facts, 'day:2026-06-10:all:all')).toMatchObject({ buyers: 1, repeatBuyers: 1 });
    const less = [...facts, refunded('o1', '2026-06-20T10:00:00', 100, true)];
    expect(sumsAt(less, 'day:2026-06-10:all:all')).toMatchObject({ buyers: 1, keptOrders: 1 });
    expect(sumsAt(less, 'day:2026-06-10:all:all').repeatBuyers).toBeUndefined();
    const none = [...less, refunded('o2', '2026-06-20T10:00:00', 100, true)];
    expect(sumsAt(none, 'day:2026-06-10:all:all').buyers).toBeUndefined();
    expect(sumsAt(none, 'day:2026-06-20:all:all')).toEqual({ refunds: 2, refundFen: 200 });
  });

  it('a free order makes no buyer and no first order', () => {
    expect(sumsAt([paid('o1', '2026-06-10T10:00:00', 0)], 'day:2026-06-10:all:all')).toEqual({ orders: 1 });
  });

  it('the first order moves to the next when it comes back', () => {
    const facts = [
      paid('o1', '2026-06-10T10:00:00', 100),
      paid('o2', '2026-07-10T10:00:00', 100),
      refunded('o1', '2026-07-20T10:00:00', 100, true),
    ];
    expect(sumsAt(facts, 'month:2026-06:all:all').firstOrders).toBeUndefined();
    expect(sumsAt(facts, 'month:2026-07:all:all')).toMatchObject({ firstOrders: 1 });
    expect(sumsAt(facts, 'cohort:2026-07:offset:00')).toMatchObject({ firstOrders: 1, buyers: 1 });
  });
});

describe('cohorts', () => {
  it('follow a buyer by month, with what they paid; a second order counts within 90 days', () => {
    const facts = [
      paid('o1', '2026-01-31T23:59:59', 1000),
      paid('o2', '2026-03-01T00:00:00', 500),
      paid('o3', '2026-03-20T00:00:00', 300),
      refunded('o2', '2026-04-02T00:00:00', 200),
    ];
    expect(sumsAt(facts, 'cohort:2026-01:offset:00')).toEqual({
      firstOrders: 1,
      buyers: 1,
      secondIn90: 1,
      grossFen: 1000,
    });
    expect(sumsAt(facts, 'cohort:2026-01:offset:02')).toEqual({ buyers: 1, grossFen: 800 });
    expect(sumsAt(facts, 'cohort:2026-01:offset:03')).toEqual({ refundFen: 200 });
  });

  it.each([
    ['2026-05-01T12:00:00', 1],
    ['2026-05-01T12:00:01', undefined],
  ])('90 days after 31 January 12:00 are over after 1 May 12:00: %s', (second, counted) => {
    const facts = [paid('o1', '2026-01-31T12:00:00', 1000), paid('o2', second, 500)];
    expect(sumsAt(facts, 'cohort:2026-01:offset:00').secondIn90).toBe(counted);
  });
});

describe('messages', () => {
  const seen = (kind: 'message_opened' | 'message_clicked', when: string, message: string) =>
    fact(kind, when, { refs: { channel: 'inbox', message } });

  it('an order is the one message’s that was looked at last before it', () => {
    const facts = [
      seen('message_opened', '2026-06-09T10:00:00', 'birthday'),
      seen('message_clicked', '2026-06-10T09:00:00', 'campaign'),
      paid('o1', '2026-06-10T10:00:00', 5000),
      refunded('o1', '2026-06-11T10:00:00', 1000),
      seen('message_opened', '2026-06-10T11:00:00', 'birthday'),
    ];
    expect(sumsAt(facts, 'day:2026-06-10:message:campaign')).toEqual({
      clicked: 1,
      messageOrders: 1,
      messageOrderFen: 4000,
    });
    expect(sumsAt(facts, 'day:2026-06-10:message:birthday')).toEqual({ opened: 1 });
    expect(sumsAt(facts, 'ever:ever:channel:inbox')).toMatchObject({ messageOrders: 1 });
    expect(sumsAt(facts, 'ever:ever:all:all')).toMatchObject({ messageOrders: 1, messageOrderFen: 4000 });
  });

  it.each([
    ['in the same millisecond', '2026-06-10T10:00:00.000', 1],
    ['72 hours less one millisecond later', '2026-06-13T09:59:59.999', 1],
    ['72 hours later', '2026-06-13T10:00:00.000', undefined],
    ['before it was looked at', '2026-06-10T09:59:59.999', undefined],
  ])('%s: %s', (_, when, counted) => {
    const facts = [seen('message_opened', '2026-06-10T10:00:00', 'campaign'), paid('o1', when, 100)];
    expect(sumsAt(facts, 'ever:ever:message:campaign').messageOrders).toBe(counted);
  });

  it('what came back wholly was no order of a message', () => {
    const facts = [
      seen('message_opened', '2026-06-10T10:00:00', 'campaign'),
      paid('o1', '2026-06-10T11:00:00', 100),
      refunded('o1', '2026-06-12T11:00:00', 100, true),
    ];
    expect(sumsAt(facts, 'ever:ever:message:campaign')).toEqual({ opened: 1 });
  });
});

it('an order and what comes back of it are in the city where its store was, and in none where nobody said', () => {
  const facts = [
    paid('o1', '2026-06-10T10:00:00', 5000, { refs: { city: '上海' } }),
    refunded('o1', '2026-06-11T10:00:00', 1000),
    paid('o2', '2026-06-10T10:00:00', 700),
  ];
  expect(sumsAt(facts, 'month:2026-06:city:上海')).toMatchObject({
    grossFen: 5000,
    refundFen: 1000,
    buyers: 1,
  });
  expect(sumsAt(facts, 'month:2026-06:city:-')).toMatchObject({ grossFen: 700, buyers: 1 });
});

it('a coupon at checkout: what was sold with it, and what it took off', () => {
  const facts = [paid('o1', '2026-06-10T10:00:00', 5000, { refs: { couponId: 'cpn_1', couponOffFen: 800 } })];
  expect(sumsAt(facts, 'day:2026-06-10:all:all')).toMatchObject({
    couponOrders: 1,
    couponOrderFen: 5000,
    couponOffFen: 800,
  });
});

describe('people', () => {
  it('two accounts of one person have joined once, each order by how its account came', () => {
    const facts = [
      fact('joined', '2026-05-01T10:00:00', { refs: { source: 'leader' } }),
      fact('joined', '2026-06-01T10:00:00', { memberId: other, refs: { source: 'own' } }),
      paid('o1', '2026-06-02T10:00:00', 100, { memberId: other }),
    ];
    expect(sumsAt(facts, 'ever:ever:all:all')).toMatchObject({ joined: 1, buyers: 1 });
    expect(sumsAt(facts, 'month:2026-06:source:own')).toMatchObject({ orders: 1 });
    expect(sumsAt(facts, 'month:2026-06:all:all').joined).toBeUndefined();
  });

  it('a use of a coupon that is taken back saved nothing', () => {
    const use = { couponId: 'cpn_1', turn: 1 };
    const facts = [
      fact('coupon_used', '2026-06-02T10:00:00', { refs: { ...use, savingFen: 1500 } }),
      fact('coupon_returned', '2026-06-02T10:05:00', { refs: use }),
    ];
    expect(sumsAt(facts, 'day:2026-06-02:all:all')).toEqual({});
    expect(sumsAt(facts.slice(0, 1), 'day:2026-06-02:all:all')).toEqual({
      couponsUsed: 1,
      couponSavingFen: 1500,
    });
  });
});

it('of the same facts the same, twice told and in any order', () => {
  const facts = [
    fact('joined', '2026-05-01T10:00:00', { refs: { source: 'own' } }),
    paid('o1', '2026-06-10T10:00:00', 100),
    fact('tier_changed', '2026-06-10T10:00:00', { refs: { from: 0, to: 2 } }),
    paid('o2', '2026-06-11T10:00:00', 900),
    refunded('o1', '2026-06-12T10:00:00', 100, true),
  ];
  const rows = [...contributionOf(facts)];
  const again = contributionOf([...facts, ...facts].reverse());
  expect([...again].sort()).toEqual(rows.sort());
  const days = rows.filter(([id]) => id.startsWith('day:') && id.endsWith(':all:all'));
  const { buyers, repeatBuyers, ...added } = days.reduce<Sums>((sum, [, row]) => plus(sum, row.sums), {});
  const { buyers: ever, repeatBuyers: repeats, ...all } = sumsAt(facts, 'ever:ever:all:all');
  expect(added).toEqual(all);
  expect([buyers, repeatBuyers, ever, repeats]).toEqual([1, undefined, 1, undefined]);
});
