import { fen } from '@contracts/primitives/fen';
import { MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { BEST, billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { cloudOfEach } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

describe('checkout (J10)', () => {
  const cloud = cloudOfEach();
  let lin: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
  });

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
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    // 3200 × 95 % = 3040, less 500.
    expect(quote).toMatchObject({ payableFen: 2540, steps: [{ savedFen: 160 }, { savedFen: 500 }] });
    await payInWechat(lin, orderId);
    const { order } = await lin.payment.confirm({ orderId });
    expect(order.receipts.map(({ kind }) => kind)).toEqual(['saved', 'saved', 'coupon', 'earned']);
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
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'paid', applied: true }]);
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

  it('a clerk voids a bill: what the payer had put on it is theirs again, and it cannot be paid any more', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    await prepareInWechat(lin, orderId);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'locked')).toHaveLength(1);
    const zhou = phoneOf(cloud, 'clerk-zhou');
    expect(await zhou.payment.endBill({ orderId })).toMatchObject({ order: { state: 'cancelled' } });
    expect(await zhou.payment.endBill({ orderId })).toMatchObject({ order: { state: 'cancelled' } });
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'locked')).toEqual([]);
    await expect(zhou.payment.recordCounterPayment({ orderId, method: 'cash' })).rejects.toMatchObject({
      code: 'order_closed',
    });
    const paid = await billOf(cloud, 1000);
    await payInWechat(lin, paid);
    await expect(zhou.payment.endBill({ orderId: paid })).rejects.toMatchObject({
      code: 'order_already_paid',
    });
  });

  it('a guest sees what joining would save on this very bill, and joins without losing it', async () => {
    const orderId = await billOf(cloud, 3200);
    const guest = await lin.payment.quote({ orderId, ...BEST });
    expect(guest).toMatchObject({
      payer: 'guest',
      quote: { payableFen: 3200 },
      joining: { savedFen: 660, payableFen: 2540 },
    });
    await lin.member.join({ leaderCode: null, phoneCode: null });
    expect((await lin.payment.quote({ orderId, ...BEST })).quote.payableFen).toBe(guest.joining?.payableFen);
  });

  it('every unusable coupon says why; the shopper may choose another or none', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    const { couponOptions } = await lin.payment.quote({ orderId, ...BEST });
    expect(couponOptions.map(({ title, unusableReason }) => [title, unusableReason])).toEqual([
      ['满 29 减 5', null],
      ['新人 3 元券', null],
      ['满 59 减 10', '满59元可用，还差28.60元'],
      ['满 99 减 20', '满99元可用，还差68.60元'],
    ]);
    const other = await lin.payment.quote({ orderId, coupon: couponOptions[1]!.couponId, usePoints: false });
    expect(other.quote.payableFen).toBe(3040 - 300);
    expect((await lin.payment.quote({ orderId, coupon: 'none', usePoints: false })).quote.payableFen).toBe(
      3040,
    );
  });

  it('nothing to pay completes without WeChat Pay', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 300);
    const answer = await lin.payment.pay({ orderId, ...BEST, expectedFen: fen(0), at: 'wechat' });
    expect(answer).toMatchObject({
      outcome: 'paid',
      order: { state: 'paid', method: 'zero', payableFen: 0 },
    });
    expect(cloud.wechat.pay.state.transactions.size).toBe(0);
  });

  it('a quote that changed meanwhile is refused before anything is locked', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    await expect(
      lin.payment.pay({ orderId, ...BEST, expectedFen: fen(1), at: 'wechat' }),
    ).rejects.toMatchObject({ code: 'quote_changed' });
    expect(documentsOf(cloud, 'coupons').every(({ status }) => status === 'unused')).toBe(true);
  });

  it('time runs out: the payment is closed at WeChat and the coupon is free again', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    const sheet = await prepareInWechat(lin, orderId);
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'locked')).toHaveLength(1);
    cloud.moveClock(cloud.clock.now() + 16 * MINUTE_MS);
    await cloud.runTimers();
    expect(await lin.payment.readOrder({ orderId })).toMatchObject({ order: { state: 'cancelled' } });
    expect(documentsOf(cloud, 'coupons').every(({ status }) => status === 'unused')).toBe(true);
    expect(await lin.paySheet(sheet)).toBe('requestPayment:fail 订单已关闭');
  });

  it('choosing another coupon closes the first payment, so an order is never paid twice', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    const first = await prepareInWechat(lin, orderId);
    const again = await prepareInWechat(lin, orderId);
    expect(again.package).toBe(first.package);
    const none = await lin.payment.pay({
      orderId,
      coupon: 'none',
      usePoints: false,
      expectedFen: fen(3040),
      at: 'wechat',
    });
    if (none.outcome !== 'pay_in_wechat') throw new Error(none.outcome);
    expect(await lin.paySheet(first)).toBe('requestPayment:fail 订单已关闭');
    expect(await lin.paySheet(none.sheet)).toBe('requestPayment:ok');
    expect(documentsOf(cloud, 'payments').map(({ status }) => status)).toEqual(['closed', 'succeeded']);
    expect(documentsOf(cloud, 'coupons').every(({ status }) => status === 'unused')).toBe(true);
  });

  it('another person cannot pay, read or cancel somebody’s order', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    const wang = phoneOf(cloud, 'shopper-wang');
    await expect(wang.payment.quote({ orderId, ...BEST })).rejects.toMatchObject({ code: 'order_taken' });
    await expect(wang.payment.readOrder({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
    await expect(wang.payment.cancel({ orderId })).rejects.toMatchObject({ code: 'order_not_found' });
  });

  it('partial refunds add up to what was paid and no fen more; the coupon comes back with the last', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 3200);
    await payInWechat(lin, orderId);
    await lin.payment.confirm({ orderId });
    const clerk = phoneOf(cloud, 'clerk-zhou');
    const giveBack = async (amountFen: number) => {
      await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '退一部分' });
      await cloud.wechat.pay.deliverDue();
    };
    await giveBack(1000);
    await giveBack(1500);
    await expect(giveBack(41)).rejects.toMatchObject({ code: 'refund_too_much' });
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(1);
    await giveBack(40);
    const { order } = await clerk.payment.readBill({ orderId });
    expect(order).toMatchObject({ state: 'refunded', refundedFen: 2540, refundableFen: 0 });
    expect(documentsOf(cloud, 'coupons').filter(({ status }) => status === 'used')).toHaveLength(0);
  });

  it.each([
    ['ABNORMAL', 'abnormal', { refundedFen: 0, refundingFen: 3000 }],
    ['CLOSED', 'closed', { refundedFen: 0, refundingFen: 0 }],
  ] as const)('a refund WeChat reports %s gives nothing back', async (refundOutcome, status, amounts) => {
    const orderId = await billOf(cloud, 3000);
    await payInWechat(lin, orderId);
    cloud.wechat.pay.setPolicy({ refundOutcome });
    await phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(3000), reason: '缺货' });
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ status }]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([amounts]);
    expect(documentsOf(cloud, 'cardClaims')).toMatchObject([{ status: 'waiting' }]);
  });
});
