import { fen } from '@contracts/primitives/fen';
import { isStoreId, type OrderId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../local/seed/demo-people';
import type { LocalCloud } from '../../local/server';
import { documentsOf, phoneOf, startJourney, type Phone } from '../stage/stage';

const STORE = (() => {
  const id = 'sto_xingfu';
  if (!isStoreId(id)) throw new Error(id);
  return id;
})();

const best = { coupon: 'best' as const, usePoints: false };

/** A clerk opens a bill of so many fen. */
async function billOf(cloud: LocalCloud, amountFen: number): Promise<OrderId> {
  const clerk = phoneOf(cloud, 'clerk-zhou');
  const items = [{ title: '蔬菜', category: '生鲜', amountFen: fen(amountFen) }];
  return (await clerk.payment.openBill({ storeId: STORE, items })).order.orderId;
}

/** Confirms the best quote and pays in WeChat. */
async function payInWechat(phone: Phone, orderId: OrderId): Promise<void> {
  const { quote } = await phone.payment.quote({ orderId, ...best });
  const answer = await phone.payment.pay({ orderId, ...best, expectedFen: quote.payableFen, at: 'wechat' });
  if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
  expect(await phone.paySheet(answer.sheet)).toBe('requestPayment:ok');
}

describe('checkout (J10)', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  beforeEach(async () => {
    cloud = await startJourney();
    lin = phoneOf(cloud, 'shopper-lin');
  });
  afterEach(() => cloud.close());

  it('a guest pays in WeChat: the notice alone makes the order paid', async () => {
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', method: 'wechat' }]);
    const { order, claimId } = await lin.payment.confirm({ orderId });
    expect(order).toMatchObject({ state: 'paid', payableFen: 3000 });
    expect(claimId).toMatch(/^clm_/);
  });

  it('a first payment promises a card; claiming it joins with the card and its pack', async () => {
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    const { claimId } = await lin.payment.confirm({ orderId });
    expect(await lin.member.overview({})).toMatchObject({
      membership: 'none',
      claim: { claimId, planName: '邻里会员卡' },
    });
    const claim = await lin.payment.readClaim({ claimId: claimId! });
    expect(claim).toMatchObject({ state: 'waiting', reason: null, offer: { packName: '首单礼包' } });
    const joined = await lin.member.join({ leaderCode: null, phoneCode: null, claimId });
    expect(joined).toMatchObject({ outcome: 'joined', member: { card: { planName: '邻里会员卡' } } });
    expect(joined.coupons.map(({ terms }) => terms.title)).toEqual(['首单 5 元券', '满 79 减 15']);
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({ state: 'claimed' });
  });

  it('a member pays the member price less the best coupon, which is then used', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    const { quote } = await lin.payment.quote({ orderId, ...best });
    // 3200 × 95 % = 3040, less 500.
    expect(quote).toMatchObject({ payableFen: 2540, steps: [{ savedFen: 160 }, { savedFen: 500 }] });
    await payInWechat(lin, orderId);
    const { order } = await lin.payment.confirm({ orderId });
    expect(order.receipts.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'coupon']);
    const used = documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used');
    expect(used).toMatchObject([{ use: { orderId } }]);
  });

  it('a notice that never comes is found by asking', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: 24 * 3_600_000 });
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'awaiting_payment' }]);
    cloud.moveClock(cloud.clock.now() + 2 * MINUTE_MS);
    await cloud.runTimers();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', settled: true }]);
  });

  it('a refund in full withdraws the claim', async () => {
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    const { claimId } = await lin.payment.confirm({ orderId });
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.refund({ orderId, amountFen: fen(3000), reason: '商品缺货' });
    await cloud.wechat.pay.deliverDue();
    expect(await lin.payment.readOrder({ orderId })).toMatchObject({
      order: { state: 'refunded', refundedFen: 3000 },
    });
    expect(await lin.payment.readClaim({ claimId: claimId! })).toMatchObject({ state: 'withdrawn' });
    await expect(lin.member.join({ leaderCode: null, phoneCode: null, claimId })).rejects.toMatchObject({
      code: 'claim_withdrawn',
    });
  });

  it('cash on the counter counts too, for whoever scans the code afterwards', async () => {
    const orderId = await billOf(cloud, 3000);
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await clerk.payment.recordCounterPayment({ orderId, method: 'cash' });
    const { claimId } = await lin.payment.attach({ orderId });
    expect(claimId).toMatch(/^clm_/);
    const stranger = phoneOf(cloud, { openid: 'oStranger-9', appid: DEMO_APPID });
    await expect(stranger.payment.attach({ orderId })).rejects.toMatchObject({ code: 'order_taken' });
  });
});
