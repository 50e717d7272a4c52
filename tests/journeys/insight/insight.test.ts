import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { figureOf } from '@contracts/primitives/insight/figures';
import type { LocalCloud } from '../../../local/server';
import { joinTwice, memberIdOf, undoLatest } from '../../stage/identity-stage';
import { recountedFigures } from '../../stage/insight/recounted-figures';
import { order, pass, refundAll } from '../../stage/invite-stage';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(300_000);

describe('figures of the shop', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(() => cloud.reset());
  afterEach(() => {
    const kept = documentsOf(cloud, 'figures').filter(({ sums }) => Object.keys(sums).length > 0);
    const due = recountedFigures(documentsOf(cloud, 'facts'));
    expect(Object.fromEntries(kept.map(({ _id, sums }) => [_id, sums]))).toEqual(Object.fromEntries(due));
  });
  afterAll(() => cloud.close());

  const operator = () => phoneOf(cloud, 'operator-he');
  const today = (later = 0) => chinaDateOf(instant(NOON + later * DAY_MS));
  const days = (from: number, until: number) =>
    operator().insight.readSeries({
      range: { period: 'day', until: today(until), count: until - from + 1 },
      cut: 'all',
      value: 'all',
      compare: 'before',
    });

  /** What the orders themselves say: paid less what is back. */
  const keptFen = () =>
    documentsOf(cloud, 'orders')
      .filter(({ paidAt, payer }) => paidAt !== null && payer !== null)
      .reduce(
        (sum, { agreed, amountFen, refundedFen }) => sum + (agreed?.payableFen ?? amountFen) - refundedFen,
        0,
      );

  it('follow joining, orders, a refund, coupons and points; five orders of which one comes back are five less one', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    const first = await order(cloud, ann.phone, 2000);
    for (let more = 1; more < 5; more += 1) await order(cloud, ann.phone, 2000);
    await refundAll(cloud, first);
    await cloud.wechat.pay.deliverDue();
    await untilTold(cloud);
    const { points, asOf, now } = await days(-1, 0);
    expect(points.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    const sums = points.at(-1)?.sums ?? {};
    expect(figureOf('netFen').of(sums)).toBe(keptFen());
    expect(sums).toMatchObject({
      joined: 1,
      orders: 5,
      keptOrders: 4,
      refunds: 1,
      buyers: 1,
      repeatBuyers: 1,
    });
    expect((sums.grossFen ?? 0) - (sums.refundFen ?? 0)).toBe(keptFen());
    expect(now - asOf).toBeLessThan(10 * 60_000);
    await liveALittle(cloud, await newcomer(cloud, 'oBob'));
    await untilTold(cloud);
    expect((await days(0, 3)).points.map(({ sums: { orders = 0 } }) => orders)).toEqual([6, 0, 0, 1]);
    expect((await days(0, 3)).compared).toHaveLength(4);
  });

  it('two who become one are one buyer, also of the past, and two again when they are taken apart', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await order(cloud, one, 10_000);
    await order(cloud, two, 20_000);
    await untilTold(cloud);
    const buyers = async () => (await days(0, 0)).points[0]?.sums;
    expect(await buyers()).toMatchObject({ joined: 2, buyers: 2, firstOrders: 2, orders: 2 });
    await both.identityMap.linkMine({});
    await untilTold(cloud);
    expect(await buyers()).toMatchObject({
      joined: 1,
      buyers: 1,
      firstOrders: 1,
      secondOrders: 1,
      orders: 2,
    });
    await undoLatest(cloud);
    await untilTold(cloud);
    expect(await buyers()).toMatchObject({ joined: 2, buyers: 2, firstOrders: 2, orders: 2 });
    expect((await buyers())?.secondOrders).toBeUndefined();
  });

  it('of who closes the account the sums stay, and a later refund is still money back', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    const orderId = await order(cloud, ann.phone, 5000);
    await untilTold(cloud);
    const before = (await days(0, 0)).points[0]?.sums;
    await ann.phone.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    await pass(cloud);
    await untilTold(cloud);
    expect(documentsOf(cloud, 'members').some(({ _id }) => _id === ann.memberId)).toBe(false);
    expect((await days(0, 0)).points[0]?.sums).toMatchObject(before ?? {});
    await refundAll(cloud, orderId);
    await cloud.wechat.pay.deliverDue();
    await untilTold(cloud);
    const since = (await days(1, 12)).points.map(({ sums }) => sums);
    expect(since.reduce((sum, { closed = 0 }) => sum + closed, 0)).toBe(1);
    expect(since.reduce((sum, { refundFen = 0 }) => sum + refundFen, 0)).toBe(before?.grossFen);
    expect((await days(0, 0)).points[0]?.sums).toMatchObject({ orders: 1, grossFen: before?.grossFen });
    expect((await days(0, 0)).points[0]?.sums.buyers).toBeUndefined();
  });

  it('rank stores, leaders and tiers by name, beside the period before', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    expect(await memberIdOf(ann.phone)).toBe(ann.memberId);
    await order(cloud, ann.phone, 5000);
    await untilTold(cloud);
    const of = (cut: 'store' | 'leader' | 'source' | 'category', later = 0) =>
      operator().insight.readBreakdown({ period: 'day', day: today(later), cut, cursor: null });
    const stores = await of('store');
    expect(stores.rows[0]?.label).toBe(documentsOf(cloud, 'stores')[0]?.name);
    expect(stores.rows[0]?.sums).toMatchObject({ orders: 1, buyers: 1 });
    expect((await of('leader')).rows.length).toBeGreaterThan(0);
    await pass(cloud, DAY_MS);
    await order(cloud, ann.phone, 3000);
    await untilTold(cloud);
    const next = (await of('store', 1)).rows[0];
    expect(next?.before).toMatchObject({ orders: 1 });
    const { cohorts } = await operator().insight.readCohorts({ until: '2026-11' });
    expect(cohorts.at(-1)).toMatchObject({
      month: '2026-11',
      began: 1,
      secondIn90: 1,
      is90Over: false,
      funnel: { scanned: 0, joined: 1, firstOrders: 1, secondOrders: 1 },
      months: [{ buyers: 1, netFen: keptFen() }],
    });
  });

  it('are for whoever runs the shop', async () => {
    const shopper = (await newcomer(cloud, 'oAnn')).phone;
    for (const phone of [shopper, phoneOf(cloud, 'clerk-zhou')]) {
      const asked = phone.insight.readCohorts({ until: '2026-11' });
      await expect(asked).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });

  it('refuse more than two months of days, and none', async () => {
    for (const from of [-62, 1]) await expect(days(from, 0)).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await days(-61, 0)).points).toHaveLength(62);
    const { points } = await operator().insight.readSeries({
      range: { period: 'week', until: null, count: 2 },
      cut: 'all',
      value: 'all',
      compare: 'year',
    });
    expect(points.map(({ period }) => period)).toEqual(['2026-11-09', '2026-11-16']);
  });
});
