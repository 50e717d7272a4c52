import { fen } from '@contracts/primitives/fen';
import type { CouponId, MemberId, OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { couponTemplateId } from '@contracts/values';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { undoLatest } from '../../stage/identity-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { foundInBooks, moneyOf, pass } from '../../stage/money-stage';
import { billOf, prepareInWechat } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const WEEKEND = couponTemplateId.parse('tpl_weekend-15');
const GRACE_MS = 7 * DAY_MS;

/** A held coupon keeps its price until the order ends, whosever it is by then, and money that came is always booked. */
describe('the coupon an order holds', () => {
  const cloud = sharedCloud();
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    expect(await foundInBooks(cloud)).toEqual([]);
  });

  let a: Phone;
  let b: Phone;
  let both: Phone;
  let bId: MemberId;
  beforeEach(async () => {
    ({ phone: a } = await shopperWithPoints(cloud, { openid: 'oA', appid: DEMO_APPID }, 1000));
    cloud.moveClock(cloud.clock.now() + HOUR_MS);
    const second = { openid: 'oB', unionid: 'uSame', appid: DEMO_APPID };
    ({ phone: b, memberId: bId } = await shopperWithPoints(cloud, second, 0));
    both = phoneOf(cloud, { openid: 'oA', unionid: 'uSame', appid: DEMO_APPID });
    await pass(cloud, 1);
  });

  const couponOf = (id: CouponId) => documentsOf(cloud, 'coupons').find(({ _id }) => _id === id);
  const orderOf = (id: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === id)!;
  const erased = (): number =>
    documentsOf(cloud, 'couponStock')
      .filter(({ templateId }) => templateId === WEEKEND)
      .reduce((sum, shard) => sum + shard.erased, 0);

  /** While the two are one, A confirms a bill with B's coupon; then they are two again. */
  async function heldByA() {
    const { coupon } = await b.coupon.collect({ templateId: WEEKEND });
    await both.identityMap.linkMine({});
    await pass(cloud, 1);
    const orderId = await billOf(cloud, 20_000);
    const choice = { orderId, coupon: coupon.id, usePoints: false };
    const { quote } = await a.payment.quote(choice);
    const confirmed = { ...choice, expectedFen: quote.payableFen, at: 'wechat' as const };
    const answer = await a.payment.pay(confirmed);
    if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
    await undoLatest(cloud);
    expect(couponOf(coupon.id)).toMatchObject({ memberId: bId, status: 'locked' });
    return { orderId, couponId: coupon.id, choice, payableFen: quote.payableFen, sheet: answer.sheet };
  }

  describe('when its owner’s account closes', () => {
    async function closedMeanwhile() {
      await b.identityMap.requestClosure({});
      await pass(cloud, GRACE_MS / MINUTE_MS - 8);
      const held = await heldByA();
      for (let n = 0; n < 10; n += 1) await pass(cloud, 1);
      expect(documentsOf(cloud, 'members').map(({ _id }) => _id)).not.toContain(bId);
      expect(documentsOf(cloud, 'closures')).toMatchObject([{ status: 'done' }]);
      expect(couponOf(held.couponId)?.status).toBe('locked');
      return held;
    }

    it('is paid at the price that was agreed; a refund gives the money back and the coupon to nobody', async () => {
      const { orderId, couponId, payableFen, sheet } = await closedMeanwhile();
      expect(await a.paySheet(sheet)).toBe('requestPayment:ok');
      const { order } = await a.payment.confirm({ orderId });
      expect(order).toMatchObject({ state: 'paid', payableFen });
      expect(orderOf(orderId)).toMatchObject({ status: 'paid', applied: true });
      expect(couponOf(couponId)).toMatchObject({ status: 'used', use: { orderId } });
      expect(moneyOf(cloud, orderId)).toEqual({ wechat: payableFen, book: payableFen });
      await refundWhole(orderId, payableFen);
      expect(couponOf(couponId)?.status).toBe('used');
      expect(orderOf(orderId).receipts.map(({ text }) => text)).toContain('优惠券的主人已注销会员，不再退回');
    });

    it('goes when the order ends unpaid, and stays counted as issued', async () => {
      const { orderId, couponId } = await closedMeanwhile();
      const before = erased();
      await pass(cloud, 20);
      expect(orderOf(orderId).status).toBe('cancelled');
      expect(couponOf(couponId)).toBeUndefined();
      expect(erased()).toBe(before + 1);
    });

    it('goes when the payer chooses another price', async () => {
      const { orderId, couponId, choice } = await closedMeanwhile();
      const none = { ...choice, coupon: 'none' as const };
      const { quote } = await a.payment.quote(none);
      await a.payment.pay({ ...none, expectedFen: quote.payableFen, at: 'wechat' });
      expect(orderOf(orderId).agreed).toMatchObject({ couponId: null, payableFen: quote.payableFen });
      expect(couponOf(couponId)).toBeUndefined();
    });
  });

  async function refundWhole(orderId: OrderId, amountFen: number): Promise<void> {
    const clerk = phoneOf(cloud, 'owner-li');
    await clerk.payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' });
    await cloud.wechat.pay.deliverDue();
    await pass(cloud, 1);
    expect(orderOf(orderId)).toMatchObject({ applied: true, refundedFen: amountFen, refundingFen: 0 });
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
  }

  describe('when it is not there any more', () => {
    const lose = (id: CouponId) =>
      cloud.database.environment(cloud.env).remove('coupons', { _id: id }, false);
    async function lost() {
      const orderId = await billOf(cloud, 20_000);
      const sheet = await prepareInWechat(a, orderId);
      const { couponId, payableFen } = orderOf(orderId).agreed!;
      await lose(couponId!);
      return { orderId, payableFen, sheet };
    }

    it('the payment is applied and refunded all the same', async () => {
      const { orderId, payableFen, sheet } = await lost();
      await a.paySheet(sheet);
      await a.payment.confirm({ orderId });
      expect(orderOf(orderId)).toMatchObject({ status: 'paid', applied: true });
      expect(orderOf(orderId).receipts.map(({ text }) => text)).toContain(
        '优惠券已不在，仍按约定的优惠价付款',
      );
      await refundWhole(orderId, payableFen);
    });

    it('a refund that comes before anybody applied the payment is booked', async () => {
      const { orderId, payableFen, sheet } = await lost();
      await a.paySheet(sheet);
      await cloud.wechat.pay.deliverDue();
      await refundWhole(orderId, payableFen);
    });

    it('the order can be given up', async () => {
      const { orderId } = await lost();
      await a.payment.cancel({ orderId });
      expect(orderOf(orderId).status).toBe('cancelled');
    });
  });

  describe('when the merge it came by is undone', () => {
    it.each(['counter', 'points'] as const)(
      'A goes on with %s, at the price of the coupon',
      async (change) => {
        const { orderId, couponId, choice, payableFen } = await heldByA();
        const next = { ...choice, usePoints: change === 'points' };
        const { quote } = await a.payment.quote(next);
        expect(quote).toMatchObject({ couponId });
        const at = change === 'counter' ? 'counter' : 'wechat';
        const answer = await a.payment.pay({ ...next, expectedFen: quote.payableFen, at });
        expect(orderOf(orderId)).toMatchObject({ status: 'awaiting_payment', attempt: 2 });
        expect(couponOf(couponId)).toMatchObject({ memberId: bId, status: 'locked', lock: { orderId } });
        if (answer.outcome === 'pay_in_wechat') {
          expect(quote.payableFen).toBeLessThan(payableFen);
          await a.paySheet(answer.sheet);
          await a.payment.confirm({ orderId });
        } else {
          expect(quote.payableFen).toBe(payableFen);
          await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
        }
        expect(orderOf(orderId)).toMatchObject({ status: 'paid', applied: true });
        expect(couponOf(couponId)).toMatchObject({ memberId: bId, status: 'used', use: { orderId } });
      },
    );

    it('what A gives up is B’s again', async () => {
      const { orderId, couponId } = await heldByA();
      await a.payment.cancel({ orderId });
      expect(couponOf(couponId)).toMatchObject({ memberId: bId, status: 'unused', lock: null });
      const theirs = { orderId: await billOf(cloud, 20_000), coupon: couponId, usePoints: false };
      const { quote } = await b.payment.quote(theirs);
      await b.payment.pay({ ...theirs, expectedFen: quote.payableFen, at: 'counter' });
      expect(couponOf(couponId)).toMatchObject({ status: 'locked', lock: { orderId: theirs.orderId } });
    });
  });
});
