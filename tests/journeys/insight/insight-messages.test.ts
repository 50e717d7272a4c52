import { chinaDateOf, DAY_MS, instant } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { refundAll, order, pass } from '../../stage/invite-stage';
import { newcomer, untilTold } from '../../stage/audience/told-life';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';

jest.setTimeout(300_000);

/** What messages led to, and where stores stand: through orders, the inbox and the figures. */
describe('figures of messages and cities', () => {
  let cloud: LocalCloud;
  beforeAll(async () => {
    cloud = await startJourney();
  });
  beforeEach(() => cloud.reset());
  afterAll(() => cloud.close());

  const operator = () => phoneOf(cloud, 'operator-he');
  const of = async (cut: 'message' | 'channel' | 'city', later = 0) => {
    const day = chinaDateOf(instant(NOON + later * DAY_MS));
    const { rows } = await operator().insight.readBreakdown({ period: 'day', day, cut, cursor: null });
    return rows;
  };

  it('an order after a message that was opened is that message’s, and none any more when it comes back', async () => {
    const ann = await newcomer(cloud, 'oAnn');
    await order(cloud, ann.phone, 2000);
    await untilTold(cloud);
    const { messages } = await ann.phone.message.listInbox({ cursor: null });
    expect(messages.length).toBeGreaterThan(0);
    await ann.phone.message.markRead({ messageIds: messages.map(({ id }) => id) });
    await pass(cloud);
    const second = await order(cloud, ann.phone, 3000);
    await untilTold(cloud);
    const paid = documentsOf(cloud, 'facts').find(({ refs }) => refs.orderId === second)?.amountFen;
    const rows = (await of('message')).filter(({ sums }) => sums.messageOrders !== undefined);
    expect(rows).toMatchObject([
      { label: '买单成功通知', sums: { messageOrders: 1, messageOrderFen: paid } },
    ]);
    expect((await of('channel')).map(({ sums }) => sums.messageOrders ?? 0)).toContain(1);
    await refundAll(cloud, second);
    await cloud.wechat.pay.deliverDue();
    await untilTold(cloud);
    expect((await of('message')).every(({ sums }) => sums.messageOrders === undefined)).toBe(true);
  });

  it('an order is in the city its store was in when it was opened', async () => {
    const he = operator();
    const ann = await newcomer(cloud, 'oAnn');
    const moveTo = async (city: string) => {
      const [store] = (await he.merchant.listStores({})).stores;
      if (!store) throw new Error('no store');
      const { storeId, version, fields } = store;
      await he.merchant.saveStore({ edit: { storeId, version }, fields: { ...fields, city } });
    };
    await order(cloud, ann.phone, 1000);
    await moveTo('上海');
    const here = await order(cloud, ann.phone, 2000);
    await moveTo('苏州');
    await refundAll(cloud, here);
    await cloud.wechat.pay.deliverDue();
    await order(cloud, ann.phone, 3000);
    await untilTold(cloud);
    const rows = await of('city');
    expect(rows.map(({ label, sums }) => [label, sums.orders, sums.refunds ?? 0]).sort()).toEqual(
      [
        ['上海', 1, 1],
        ['没填城市', 1, 0],
        ['苏州', 1, 0],
      ].sort(),
    );
  });
});
