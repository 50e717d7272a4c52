import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import { figureOf } from '@contracts/primitives/insight/figures';
import type { LocalCloud } from '../../../local/server';
import { liveALittle, newcomer, untilTold } from '../../stage/audience/told-life';
import { joinTwice } from '../../stage/identity-stage';
import { order, refundAll } from '../../stage/invite-stage';
import { STORE } from '../../stage/payment-stage';
import { NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

jest.setTimeout(300_000);

/** From a figure of a day to what it is made of. */
describe('what a figure is made of', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const he = () => phoneOf(cloud, 'operator-he');
  const dayOf = (later = 0) => chinaDateOf(instant(NOON + later * DAY_MS));
  /** All pages of it. */
  async function behind(phone: Phone, figure: string, day = dayOf(), storeId: typeof STORE | null = null) {
    const pages = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof phone.insight.listBehind>> = await phone.insight.listBehind({
        figure,
        day,
        storeId,
        cursor,
      });
      pages.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return pages;
  }
  const sumsOf = async (later = 0) => {
    const { points } = await he().insight.readSeries({
      range: { period: 'day', until: dayOf(later), count: 1 },
      cut: 'all',
      value: 'all',
      compare: 'none',
    });
    return points[0]?.sums ?? {};
  };

  it('is every payment and refund of that day, page by page, and adds up to it', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    const back = await order(cloud, ann.phone, 5000);
    for (let more = 0; more < 33; more += 1) await order(cloud, ann.phone, 1000 + more);
    await refundAll(cloud, back);
    await cloud.wechat.pay.deliverDue();
    await untilTold(cloud);
    const rows = await behind(he(), 'netFen');
    expect(rows).toHaveLength(35);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(35);
    const net = rows.reduce(
      (sum, { kind, amountFen }) => sum + (kind === 'paid' ? 1 : -1) * (amountFen ?? 0),
      0,
    );
    expect(net).toBe(figureOf('netFen').of(await sumsOf()));
    expect(rows.every(({ member }) => member?.memberId === ann.memberId)).toBe(true);
    expect(rows.every(({ orderId }) => orderId !== null)).toBe(true);
    expect(await behind(he(), 'netFen', dayOf(), STORE)).toHaveLength(35);
    expect(await behind(he(), 'netFen', dayOf(1))).toEqual([]);
  });

  it('is as many points and coupons as the figures say', async () => {
    await liveALittle(cloud, await newcomer(cloud, 'oAnn'));
    await untilTold(cloud);
    for (const later of [0, 3]) {
      const { pointsEarned = 0, couponsIssued = 0 } = await sumsOf(later);
      const counted = async (figure: string) =>
        (await behind(he(), figure, dayOf(later))).reduce((sum, { count }) => sum + (count ?? 0), 0);
      expect([await counted('pointsEarned'), await counted('couponsIssued')]).toEqual([
        pointsEarned,
        couponsIssued,
      ]);
    }
  });

  it('names who somebody is by now, and nobody who has gone', async () => {
    const { one, two, both } = await joinTwice(cloud);
    await order(cloud, one, 1000);
    await order(cloud, two, 2000);
    await both.identityMap.linkMine({});
    await untilTold(cloud);
    const rows = await behind(he(), 'orders');
    expect(rows).toHaveLength(2);
    expect(new Set(rows.map(({ member }) => member?.memberId)).size).toBe(1);
    await both.identityMap.requestClosure({});
    await untilTold(cloud, 8 * DAY_MS);
    await untilTold(cloud);
    expect((await behind(he(), 'orders')).map(({ member }) => member)).toEqual([null, null]);
  });

  it('is the operator’s, and of no figure there is none of', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    for (const phone of [ann.phone, phoneOf(cloud, 'clerk-zhou')])
      await expect(behind(phone, 'netFen')).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(behind(he(), 'profit')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
