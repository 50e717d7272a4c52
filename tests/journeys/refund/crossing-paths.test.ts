import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, instant } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { compareBooks } from '../../../scripts/verify-money/compare-books';
import { readBook, readSandbox } from '../../../scripts/verify-money/read-books';
import { verifyLedger } from '../../../scripts/verify-ledger/verify-ledger';
import { undoLatest } from '../../stage/identity-stage';
import { moneyOf, paidOrder, pass, payClosed, refundBy } from '../../stage/money-stage';
import { BEST, billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { checkoutOf, shopperWithPoints, storedAccount } from '../../stage/points-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

/** Two things on their way at once, the second begun before the first has ended: each counts once, and for whose it is. */
describe('ways that cross', () => {
  const cloud = sharedCloud();
  let lin: Phone;
  let clerk: Phone;
  let operator: Phone;
  beforeEach(async () => {
    lin = phoneOf(cloud, 'shopper-lin');
    clerk = phoneOf(cloud, 'clerk-zhou');
    operator = phoneOf(cloud, 'operator-he');
  });
  afterEach(async () => {
    const { store } = checkoutOf(cloud);
    expect(compareBooks(await readBook(store), await readSandbox(cloud.url))).toEqual([]);
    const { found } = await verifyLedger(store, { repair: false, now: instant(cloud.clock.now()) });
    expect(found).toEqual([]);
  });

  const theOrder = () => documentsOf(cloud, 'orders')[0]!;
  const heldCoupon = () => {
    const couponId = theOrder().agreed?.couponId;
    if (!couponId) throw new Error('no coupon');
    return couponId;
  };
  const couponNow = (couponId: string) => documentsOf(cloud, 'coupons').find(({ _id }) => _id === couponId);
  const join = (phone: Phone) => phone.member.join({ leaderCode: null, phoneCode: null });

  it.each([
    ['asked for while they are one, told of when they are two again', true],
    ['asked for before the merge, told of while they are one', false],
  ])('a refund %s: points go to who spent them', async (_when, askedDuring) => {
    const a = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 1000);
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    const b = await shopperWithPoints(cloud, second, 1000);
    await pass(cloud, 1);
    const orderId = await billOf(cloud, 3600);
    const choice = { orderId, coupon: 'none', usePoints: true } as const;
    const { quote } = await b.phone.payment.quote(choice);
    const answer = await b.phone.payment.pay({ ...choice, expectedFen: quote.payableFen, at: 'wechat' });
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    await b.phone.paySheet(answer.sheet);
    await b.phone.payment.confirm({ orderId });
    expect(quote.points).toBeGreaterThan(1000);
    const merge = () =>
      phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID }).identityMap.linkMine({});
    if (askedDuring) await merge();
    await refundBy(cloud, orderId, quote.payableFen);
    expect(documentsOf(cloud, 'refunds')).toMatchObject([{ status: 'processing' }]);
    if (askedDuring) await undoLatest(cloud);
    else await merge();
    await cloud.wechat.pay.deliverDue();
    if (!askedDuring) await undoLatest(cloud);
    await pass(cloud, 1);
    for (const { memberId } of [a, b])
      expect(storedAccount(cloud, memberId)).toMatchObject({ balance: 1020, pending: 0, debt: 0 });
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
  });

  it.each(['cancelled', 'out of time', 'paid and given back'] as const)(
    'a coupon recalled while an order holds it, the order %s: it stays recalled',
    async (how) => {
      await join(lin);
      const orderId = await billOf(cloud, 3200);
      const sheet = await prepareInWechat(lin, orderId);
      const couponId = heldCoupon();
      await operator.coupon.revokeCoupons({
        selection: { couponIds: [couponId] },
        reason: '印错了',
        cursor: null,
      });
      if (how === 'cancelled') await lin.payment.cancel({ orderId });
      else if (how === 'out of time') await pass(cloud, 16);
      else {
        expect(await lin.paySheet(sheet)).toBe('requestPayment:ok');
        const { order } = await lin.payment.confirm({ orderId });
        // What was agreed is what is paid: nothing is tightened after it.
        expect(order).toMatchObject({ state: 'paid', payableFen: 2540 });
        expect(couponNow(couponId)?.status).toBe('used');
        await refundBy(cloud, orderId, 2540);
        await cloud.wechat.pay.deliverDue();
      }
      expect(couponNow(couponId)?.status).toBe('revoked');
      expect(
        (await lin.payment.quote({ orderId: await billOf(cloud, 3200), ...BEST })).quote.couponId,
      ).not.toBe(couponId);
    },
  );

  it('a coupon for a friend, recalled while it is offered: the friend gets nothing, the giver neither', async () => {
    const wang = phoneOf(cloud, 'shopper-wang');
    for (const phone of [lin, wang]) await join(phone);
    const { coupon } = await lin.coupon.collect({ templateId: couponTemplateId.parse('tpl_weekend-15') });
    const { offerCode } = await lin.coupon.offer({ couponId: coupon.id });
    const selection = { couponIds: [coupon.id] };
    await operator.coupon.revokeCoupons({ selection, reason: '印错了', cursor: null });
    await wang.coupon.takeOffer({ offerCode }).catch(() => undefined);
    await lin.coupon.withdrawOffer({ couponId: coupon.id }).catch(() => undefined);
    await pass(cloud, 1);
    const alive = documentsOf(cloud, 'coupons').filter(
      ({ terms, status }) => terms.templateId === 'tpl_weekend-15' && status !== 'revoked',
    );
    expect(alive).toEqual([]);
  });

  it('cash given back in part before anybody attaches the bill: it earns on what was kept', async () => {
    const { memberId } = await shopperWithPoints(cloud, 'shopper-lin', 0);
    const orderId = await billOf(cloud, 10_000);
    await clerk.payment.recordCounterPayment({ orderId, method: 'cash' });
    await refundBy(cloud, orderId, 4000);
    await lin.payment.attach({ orderId });
    expect(storedAccount(cloud, memberId)?.pending).toBe(60);
    await refundBy(cloud, orderId, 6000);
    expect(storedAccount(cloud, memberId)).toMatchObject({ pending: 0, debt: 0 });
    // All of it back before: there is nothing to attach.
    const other = await billOf(cloud, 10_000);
    await clerk.payment.recordCounterPayment({ orderId: other, method: 'cash' });
    await refundBy(cloud, other, 10_000);
    await expect(lin.payment.attach({ orderId: other })).rejects.toMatchObject({ code: 'order_closed' });
  });

  it('surplus money handled outside, and WeChat gives it back as well: shown, and counted once', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    await lin.payment.cancel({ orderId });
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    await payClosed(cloud, lin, orderId, 0);
    await pass(cloud, 1);
    await cloud.wechat.pay.deliverDue();
    const { refundId } = (await operator.payment.listTroubledRefunds({ cursor: null })).refunds[0]!;
    await operator.payment.handleRefund({ refundId, note: '已用现金退给顾客' });
    expect(theOrder()).toMatchObject({ surplusFen: 3000, surplusBackFen: 3000 });
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    cloud.wechat.pay.state.refunds.get(refundId)!.status = 'PROCESSING';
    await cloud.wechat.pay.deliverDue();
    expect(theOrder()).toMatchObject({ surplusFen: 3000, surplusBackFen: 3000 });
    expect((await operator.payment.listTroubledRefunds({ cursor: null })).refunds).toMatchObject([
      { refundId, canRetry: false },
    ]);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
  });

  it('a guest takes the claim while all the money goes back: no points for it, and the next order is the first', async () => {
    const guest = phoneOf(cloud, { openid: 'oGuest-1', appid: DEMO_APPID });
    const orderId = await billOf(cloud, 10_000);
    await payInWechat(guest, orderId);
    const { claimId } = await guest.payment.confirm({ orderId });
    await refundBy(cloud, orderId, 10_000);
    await Promise.allSettled([
      guest.member.join({ leaderCode: null, phoneCode: null, claimId }),
      cloud.wechat.pay.deliverDue(),
    ]);
    await pass(cloud, 1);
    expect(theOrder()).toMatchObject({ refundedFen: 10_000, refundingFen: 0 });
    const left = documentsOf(cloud, 'pointsEntries')
      .filter(({ source: { kind } }) => kind === 'order' || kind === 'refund')
      .reduce((sum, { points, pending, debt }) => sum + points + pending - debt, 0);
    expect(left).toBe(0);
    const next = await paidOrder(cloud, guest, 10_000);
    expect(new Set(documentsOf(cloud, 'firstPayments').map((first) => first.orderId))).toEqual(
      new Set([next]),
    );
  });

  it('a refund asked for in the last hour before an account closes: the closing waits for it', async () => {
    const { phone, memberId } = await shopperWithPoints(cloud, { openid: 'oLeaver', appid: DEMO_APPID }, 0);
    const orderId: OrderId = await paidOrder(cloud, phone, 6600);
    await phone.identityMap.requestClosure({});
    cloud.moveClock(cloud.clock.now() + 7 * DAY_MS - HOUR_MS);
    await refundBy(cloud, orderId, 1000);
    await pass(cloud, 60);
    expect(documentsOf(cloud, 'members').some(({ _id }) => _id === memberId)).toBe(true);
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 60);
    await pass(cloud, 24 * 60);
    expect(documentsOf(cloud, 'members').some(({ _id }) => _id === memberId)).toBe(false);
    expect(theOrder()).toMatchObject({ refundedFen: 1000, refundingFen: 0 });
    const amountFen = fen(theOrder().agreed!.payableFen - 1000);
    await clerk.payment.refund({ orderId, amountFen, reason: '退货' });
    await cloud.wechat.pay.deliverDue();
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
    expect(documentsOf(cloud, 'pointsAccounts').some(({ _id }) => _id === memberId)).toBe(false);
  });
});
