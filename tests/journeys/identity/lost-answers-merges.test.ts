import { fen } from '@contracts/primitives/fen';
import type { MemberId, RequestId } from '@contracts/primitives/ids';
import { HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId, rewardId } from '@contracts/values';
import { RUSH_TEMPLATE } from '../../../local/seed/demo-coupons';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { latestMerge } from '../../stage/identity-stage';
import { paidOrder, strangersIn } from '../../stage/money-stage';
import { BEST, billOf, STORE } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

type Ask = (options: { requestId: RequestId }) => Promise<unknown>;
interface People {
  a: Phone;
  b: Phone;
  aId: MemberId;
  bId: MemberId;
}

/** An answer is lost, and before the same request comes again two members are one, or are two again: it is done once all the same. */
describe('lost answers and merges', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    expect(await strangersIn(cloud)).toEqual([]);
  });
  const he = () => phoneOf(cloud, 'operator-he');
  const sweep = async () => {
    cloud.moveClock(cloud.clock.now() + MINUTE_MS);
    await sweepTrade(cloud);
  };

  const acts: Record<string, (people: People) => Promise<Ask>> = {
    'points by hand to the one who goes in':
      async ({ bId }) =>
      (options) =>
        he().points.adjust({ memberId: bId, points: 100, reason: '补积分' }, options),
    'points by hand to the one who stays':
      async ({ aId }) =>
      (options) =>
        he().points.adjust({ memberId: aId, points: 100, reason: '补积分' }, options),
    'points from one who goes in to a third': async ({ bId }) => {
      const wang = await shopperWithPoints(cloud, 'shopper-wang', 0);
      return (options) =>
        he().points.transfer(
          { fromMemberId: bId, toMemberId: wang.memberId, points: 100, reason: '转给家人' },
          options,
        );
    },
    'a reward':
      async ({ b }) =>
      (options) =>
        b.points.exchange(
          { rewardId: rewardId.parse('rwd_eggs'), skuId: 'std', storeId: STORE, quantity: 1 },
          options,
        ),
    'a collected coupon':
      async ({ b }) =>
      (options) =>
        b.coupon.collect({ templateId: couponTemplateId.parse(RUSH_TEMPLATE) }, options),
    'a coupon by hand':
      async ({ bId }) =>
      (options) =>
        he().coupon.issueByHand(
          { memberId: bId, templateId: couponTemplateId.parse(RUSH_TEMPLATE), quantity: 1, reason: '补券' },
          options,
        ),
    'an order of one’s own':
      async ({ b }) =>
      (options) =>
        b.payment.openOrder({ storeId: STORE, amountFen: fen(1000) }, options),
    'a confirmed choice': async ({ b }) => {
      const orderId = await billOf(cloud, 6600);
      const { quote } = await b.payment.quote({ orderId, ...BEST });
      return (options) =>
        b.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' }, options);
    },
    'a refund': async ({ b }) => {
      const orderId = await paidOrder(cloud, b, 6600);
      return (options) =>
        phoneOf(cloud, 'clerk-zhou').payment.refund(
          { orderId, amountFen: fen(1000), reason: '退货' },
          options,
        );
    },
  };
  /** What was given and taken, whoever has it. */
  const done = () => ({
    orders: documentsOf(cloud, 'orders').length,
    refunds: documentsOf(cloud, 'refunds').map(({ amountFen }) => amountFen),
    entries: documentsOf(cloud, 'pointsEntries')
      .filter(({ kind }) => kind !== 'merge_in' && kind !== 'merge_out')
      .map(({ _id }) => _id)
      .sort(),
    coupons: documentsOf(cloud, 'coupons')
      .map(({ _id }) => _id)
      .sort(),
    redemptions: documentsOf(cloud, 'redemptions').length,
  });

  it.each(
    Object.keys(acts).flatMap((name) =>
      (['a merge', 'an undo'] as const).map((between) => [name, between] as const),
    ),
  )('%s, with %s before it is asked again', async (name, between) => {
    const { phone: a, memberId: aId } = await shopperWithPoints(
      cloud,
      { openid: 'oA', appid: DEMO_APPID },
      1000,
    );
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    const { phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 1000);
    await sweep();
    const merge = async () => {
      await phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID }).identityMap.linkMine({});
      await sweep();
    };
    const undo = async () => {
      await he().identityMap.undoMerge({ mergeId: await latestMerge(cloud), reason: '合错了' });
      await sweep();
    };
    if (between === 'an undo') await merge();
    const ask = await acts[name]!({ a, b, aId, bId });
    const options = { requestId: newTestRequest() };
    await ask(options);
    await cloud.wechat.pay.deliverDue();
    await (between === 'an undo' ? undo() : merge());
    const once = done();
    const wasCollected = name === 'a collected coupon' && between === 'an undo';
    await ask(options).catch((error: unknown) =>
      expect(Reflect.get(Object(error), 'code')).toBe('request_changed'),
    );
    // Two people again: the coupon of then is the other's, and this one takes their own.
    if (wasCollected) expect(done().coupons).toHaveLength(once.coupons.length + 1);
    else expect(done()).toEqual(once);
  });
});
