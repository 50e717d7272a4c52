import { fen } from '@contracts/primitives/fen';
import { isStoreId, type OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { auditOf, newStaff } from '../../stage/counter-stage';
import { BEST, billOf, payInWechat, STORE } from '../../stage/payment-stage';
import { shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { documentsOf, newTestRequest, NOON, phoneOf, startJourney, type Phone } from '../../stage/stage';

const LIMITS = { cashBillsPerDay: 3, cashFenPerDay: 50_000, refundFenPerDay: 10_000 };

/** Above a clerk's limit of the day an act waits for a second person, and gives nothing until then. */
describe('待复核', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let wu: Phone;
  let he: Phone;
  beforeEach(async () => {
    cloud = await startJourney({ settings: { counterRules: LIMITS } });
    zhou = phoneOf(cloud, 'clerk-zhou');
    he = phoneOf(cloud, 'operator-he');
    wu = await newStaff(cloud, 'wu');
  });
  afterEach(() => cloud.close());

  const takeCash = (phone: Phone, orderId: OrderId) =>
    phone.payment.recordCounterPayment({ orderId, method: 'cash' });
  /** A bill above the sum of the day, which waits. */
  const waitingBill = async () => {
    const orderId = await billOf(cloud, 60_000);
    const { review } = await takeCash(zhou, orderId);
    if (!review) throw new Error('nothing waits');
    return { orderId, reviewId: review.reviewId, review };
  };
  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId);
  const lookAt = (at: number) => cloud.moveClock(at);

  it('the number and the sum of cash bills: within at once, above it waits; the next day counts anew', async () => {
    for (let n = 0; n < 3; n += 1)
      expect((await takeCash(zhou, await billOf(cloud, 1000))).review).toBeNull();
    const fourth = await takeCash(zhou, await billOf(cloud, 1000));
    expect(fourth).toMatchObject({ order: { state: 'open' }, review: { why: '一天收现超过 3 笔' } });
    expect((await takeCash(wu, await billOf(cloud, 50_000))).review).toBeNull();
    const above = await takeCash(wu, await billOf(cloud, 1));
    expect(above.review).toMatchObject({ why: '一天收现超过 500 元', state: 'waiting', mine: true });
    expect(documentsOf(cloud, 'counterDays')).toMatchObject([
      { cashBills: 3, cashFen: 3000 },
      { cashBills: 1, cashFen: 50_000 },
    ]);
    lookAt(Date.parse('2026-11-22T00:00:00+08:00'));
    expect((await takeCash(zhou, await billOf(cloud, 1000))).review).toBeNull();
    expect((await takeCash(phoneOf(cloud, 'owner-li'), await billOf(cloud, 90_000))).review).toBeNull();
  });

  it('gives nothing until another confirms; then all of it, once', async () => {
    const { phone: lin, memberId } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const orderId = await billOf(cloud, 60_000);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    await lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    const { review } = await takeCash(zhou, orderId);
    expect(review).toMatchObject({ amountFen: quote.payableFen });
    const { reviewId } = review!;
    const pending = storedAccount(cloud, memberId)?.pending ?? 0;
    expect(orderOf(orderId)).toMatchObject({ status: 'awaiting_payment', paidAt: null });
    expect(
      (await wu.payment.listReviews({ storeId: orderOf(orderId)!.storeId, cursor: null })).reviews,
    ).toMatchObject([{ reviewId, mine: false, byName: '店员小周' }]);
    expect((await wu.payment.confirmReview({ reviewId })).review).toMatchObject({
      state: 'confirmed',
      decidedBy: 'wu',
    });
    expect((await he.payment.confirmReview({ reviewId })).review).toMatchObject({ decidedBy: 'wu' });
    expect(orderOf(orderId)).toMatchObject({ status: 'paid', applied: true, method: 'cash' });
    expect(storedAccount(cloud, memberId)!.pending - pending).toBe(Math.floor(quote.payableFen / 100));
    expect(auditOf(cloud, 'payment.confirmReview')).toMatchObject([
      { staffName: 'wu', amountFen: quote.payableFen, after: { status: 'confirmed' } },
    ]);
    expect(documentsOf(cloud, 'payments')).toMatchObject([
      { recordedBy: `openid:${DEMO_APPID}:oDemo-clerk-zhou` },
    ]);
    expect((await he.payment.listReviews({ storeId: null, cursor: null })).reviews).toEqual([]);
  });

  it('two devices that confirm at once do it once; the answer that was lost is given again', async () => {
    const { orderId, reviewId } = await waitingBill();
    const requestId = newTestRequest();
    const both = await Promise.all([
      wu.payment.confirmReview({ reviewId }, { requestId }),
      he.payment.confirmReview({ reviewId }),
      wu.payment.confirmReview({ reviewId }, { requestId }),
    ]);
    expect(both.map(({ review }) => review.state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(documentsOf(cloud, 'payments')).toHaveLength(1);
    expect(auditOf(cloud, 'payment.recordCounterPayment')).toHaveLength(1);
    expect(orderOf(orderId)).toMatchObject({ status: 'paid' });
    await wu.payment.confirmReview({ reviewId }, { requestId });
    expect(auditOf(cloud, 'payment.confirmReview')).toHaveLength(1);
  });

  it('never by the one who asked, whatever account, nor from another store', async () => {
    const { orderId, reviewId } = await waitingBill();
    await expect(zhou.payment.confirmReview({ reviewId })).rejects.toMatchObject({ code: 'review_own' });
    // The same unionid under an operator's account.
    const openid = 'oZhou-operator';
    await cloud.database.environment(cloud.env).insert('staff', [
      {
        _id: `openid:${DEMO_APPID}:${openid}`,
        name: '周',
        roles: ['operator'],
        leaderId: null,
        storeIds: [],
      },
    ]);
    const second = phoneOf(cloud, { openid, unionid: 'uDemo-clerk-zhou', appid: DEMO_APPID });
    await expect(second.payment.confirmReview({ reviewId })).rejects.toMatchObject({ code: 'review_own' });
    const other = 'sto_binhe';
    if (!isStoreId(other)) throw new Error(other);
    await cloud.database.environment(cloud.env).insert('stores', [{ _id: other, name: '滨河店' }]);
    const far = await newStaff(cloud, 'far', [other]);
    for (const decide of [far.payment.confirmReview, far.payment.rejectReview])
      await expect(decide({ reviewId })).rejects.toMatchObject({ code: 'not_your_store' });
    await expect(far.payment.listReviews({ storeId: null, cursor: null })).rejects.toMatchObject({
      code: 'not_your_store',
    });
    expect(orderOf(orderId)).toMatchObject({ status: 'open' });
  });

  it('whoever confirmed a cash bill cannot attach it either', async () => {
    const { orderId, reviewId } = await waitingBill();
    await wu.payment.confirmReview({ reviewId });
    for (const phone of [zhou, wu])
      await expect(phone.payment.attach({ orderId })).rejects.toMatchObject({ code: 'bill_own' });
    const lin = phoneOf(cloud, 'shopper-lin');
    await expect(lin.payment.attach({ orderId })).resolves.toMatchObject({ order: { state: 'paid' } });
  });

  it('asked again while it waits it is the same; rejected or out of time it can be asked anew', async () => {
    const { orderId, reviewId } = await waitingBill();
    expect((await takeCash(zhou, orderId)).review?.reviewId).toBe(reviewId);
    expect((await wu.payment.rejectReview({ reviewId })).review).toMatchObject({ state: 'rejected' });
    await wu.payment.rejectReview({ reviewId });
    await expect(he.payment.confirmReview({ reviewId })).rejects.toMatchObject({ code: 'review_rejected' });
    lookAt(NOON + 1);
    const again = (await takeCash(zhou, orderId)).review!;
    expect(again.reviewId).not.toBe(reviewId);
    expect(documentsOf(cloud, 'payments')).toEqual([]);
    lookAt(NOON + 2 * HOUR_MS);
    expect((await he.payment.listReviews({ storeId: null, cursor: null })).reviews).toHaveLength(1);
    lookAt(NOON + 1 + 2 * HOUR_MS);
    expect((await he.payment.listReviews({ storeId: null, cursor: null })).reviews).toEqual([]);
    await expect(he.payment.confirmReview({ reviewId: again.reviewId })).rejects.toMatchObject({
      code: 'review_expired',
    });
    expect((await he.payment.readBill({ orderId })).reviews).toMatchObject([
      { state: 'expired' },
      { state: 'rejected' },
    ]);
  });

  it('frozen to what was agreed: paid another way meanwhile, it ends', async () => {
    const { orderId, reviewId } = await waitingBill();
    const lin = phoneOf(cloud, 'shopper-lin');
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    const answer = await lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    await lin.paySheet(answer.sheet);
    await lin.payment.confirm({ orderId });
    expect((await wu.payment.confirmReview({ reviewId })).review).toMatchObject({ state: 'ended' });
    expect(documentsOf(cloud, 'payments')).toMatchObject([{ method: 'wechat', status: 'succeeded' }]);
  });

  it('refunds, free and by line: the sum of the day, as asked, once', async () => {
    const orderId = await billOf(cloud, 30_000);
    await takeCash(zhou, orderId);
    const free = { orderId, amountFen: fen(10_000), reason: '缺货' };
    expect((await zhou.payment.refund(free)).review).toBeNull();
    const requestId = newTestRequest();
    const small = { ...free, amountFen: fen(100) };
    const { review } = await zhou.payment.refund(small, { requestId });
    expect(review).toMatchObject({ kind: 'refund', why: '一天退款超过 100 元', reason: '缺货' });
    expect((await zhou.payment.refund(small, { requestId })).review).toEqual(review);
    expect(orderOf(orderId)).toMatchObject({ refundedFen: 10_000, refundingFen: 0 });
    await he.payment.confirmReview({ reviewId: review!.reviewId });
    await he.payment.confirmReview({ reviewId: review!.reviewId });
    expect((await zhou.payment.refund(small, { requestId })).review).toBeNull();
    expect(orderOf(orderId)).toMatchObject({ refundedFen: 10_100, refundingFen: 0 });
    expect(auditOf(cloud, 'payment.refund').map(({ staffName }) => staffName)).toEqual([
      '店员小周',
      '运营小何',
    ]);

    const whole = await billOf(cloud, 15_000);
    await takeCash(zhou, whole);
    const lines = [{ line: 0, quantity: 1 }];
    const byLine = await zhou.payment.refundLines({
      orderId: whole,
      lines,
      expectedFen: fen(15_000),
      reason: '坏了',
    });
    expect(byLine).toMatchObject({ refundedFen: 0, review: { kind: 'refund_lines', amountFen: 15_000 } });
    await wu.payment.confirmReview({ reviewId: byLine.review!.reviewId });
    expect(orderOf(whole)).toMatchObject({ refundedFen: 15_000 });
  });

  it('a refund that waits holds nothing: what went back meanwhile is not given twice; it runs out in a day', async () => {
    const orderId = await billOf(cloud, 30_000);
    await takeCash(zhou, orderId);
    const ask = () => zhou.payment.refund({ orderId, amountFen: fen(30_000), reason: '退货' });
    const first = (await ask()).review!;
    await phoneOf(cloud, 'owner-li').payment.refund({ orderId, amountFen: fen(1), reason: '补差' });
    await expect(wu.payment.confirmReview(first)).rejects.toMatchObject({ code: 'refund_too_much' });
    expect(orderOf(orderId)).toMatchObject({ refundedFen: 1, refundingFen: 0 });
    lookAt(NOON + DAY_MS);
    await expect(wu.payment.confirmReview(first)).rejects.toMatchObject({ code: 'review_expired' });
  });

  it('asked again with the same request it is the same review, although what it asks for came back another way', async () => {
    const { phone } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const item = {
      title: '牛腩',
      category: '生鲜',
      quantity: 10,
      unitPriceFen: fen(2390),
      amountFen: fen(23_900),
    };
    const [store] = documentsOf(cloud, 'stores').filter(({ _id }) => _id === STORE);
    const { order } = await zhou.payment.openBill({ storeId: store!._id, items: [item] });
    const { orderId } = order;
    await payInWechat(phone, orderId);
    await phone.payment.confirm({ orderId });
    const backBy = async (who: Phone, quantity: number) => {
      const lines = [{ line: 0, quantity }];
      const { amountFen } = await who.payment.previewRefund({ orderId, lines });
      return { orderId, lines, expectedFen: amountFen, reason: '缺货' };
    };
    const [ofLines, ofMoney] = [newTestRequest(), newTestRequest()];
    const lines = await backBy(zhou, 7);
    const money = { orderId, amountFen: fen(12_000), reason: '缺货' };
    const asked = [
      await zhou.payment.refundLines(lines, { requestId: ofLines }),
      await zhou.payment.refund(money, { requestId: ofMoney }),
    ];
    const four = await backBy(wu, 4);
    await wu.payment.refundLines(four);
    await phoneOf(cloud, 'owner-li').payment.refundLines(await backBy(wu, 2));
    const again = [
      await zhou.payment.refundLines(lines, { requestId: ofLines }),
      await zhou.payment.refund(money, { requestId: ofMoney }),
    ];
    expect(again.map(({ review }) => review)).toEqual(asked.map(({ review }) => review));
    expect(again.map(({ review }) => review?.state)).toEqual(['waiting', 'waiting']);
  });
});
