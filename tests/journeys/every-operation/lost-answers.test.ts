import { fen } from '@contracts/primitives/fen';
import type { RequestId } from '@contracts/primitives/ids';
import { couponTemplateId, rewardId } from '@contracts/values';
import { RUSH_TEMPLATE } from '../../../local/seed/demo-coupons';
import type { LocalCloud } from '../../../local/server';
import { paidOrder } from '../../stage/money-stage';
import { BEST, billOf, STORE } from '../../stage/payment-stage';
import { differencesIn, shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, newTestRequest, phoneOf, startJourney, type Phone } from '../../stage/stage';

/**
 * The answer of a change of money or points is lost: the same request again gives the first answer and does nothing more, and
 * another input under its id is refused, or is the same thing because what was asked for is all there is to it.
 */
describe('an answer that is lost', () => {
  let cloud: LocalCloud;
  let lin: Phone;
  let linId: Awaited<ReturnType<typeof shopperWithPoints>>['memberId'];
  const clerk = () => phoneOf(cloud, 'clerk-zhou');
  const he = () => phoneOf(cloud, 'operator-he');
  beforeEach(async () => {
    cloud = await startJourney();
    ({ phone: lin, memberId: linId } = await shopperWithPoints(cloud, 'shopper-lin', 1000));
  });
  afterEach(async () => {
    expect(await differencesIn(cloud)).toEqual([]);
    await cloud.close();
  });

  /** What money, points and coupons there are, without the marks of the requests themselves. */
  const books = () =>
    (
      ['orders', 'payments', 'refunds', 'pointsEntries', 'coupons', 'redemptions', 'auditEntries'] as const
    ).map((name) => [name, documentsOf(cloud, name)]);
  type Ask = (options: { requestId: RequestId }) => Promise<unknown>;
  async function lostAndAsked(again: Ask, changed: Ask | null): Promise<void> {
    const options = { requestId: newTestRequest() };
    cloud.faults.apply({ target: 'function', kind: 'drop-after', times: 1 });
    const first = await again(options).catch(() => null);
    const once = books();
    expect(await again(options)).toBeTruthy();
    if (first !== null) expect(await again(options)).toEqual(first);
    expect(books()).toEqual(once);
    if (changed) {
      await expect(changed(options)).rejects.toMatchObject({ code: 'request_changed' });
      expect(books()).toEqual(once);
    }
  }

  it('a bill opened by a clerk, an order opened by a shopper', async () => {
    const bill =
      (amountFen: number): Ask =>
      (options) =>
        clerk().payment.openBill(
          { storeId: STORE, items: [{ title: '蔬菜', category: null, amountFen: fen(amountFen) }] },
          options,
        );
    await lostAndAsked(bill(1000), bill(2000));
    const order =
      (amountFen: number): Ask =>
      (options) =>
        lin.payment.openOrder({ storeId: STORE, amountFen: fen(amountFen) }, options);
    await lostAndAsked(order(1000), order(2000));
  });

  it('a refund, by amount and by line', async () => {
    const orderId = await paidOrder(cloud, lin, 6600);
    const refund =
      (amountFen: number): Ask =>
      (options) =>
        clerk().payment.refund({ orderId, amountFen: fen(amountFen), reason: '缺货' }, options);
    await lostAndAsked(refund(1000), refund(2000));
    const other = await paidOrder(cloud, lin, 3200);
    const lines = [{ line: 0, quantity: 1 }];
    const { amountFen: expectedFen } = await clerk().payment.previewRefund({ orderId: other, lines });
    const byLine =
      (reason: string): Ask =>
      (options) =>
        clerk().payment.refundLines({ orderId: other, lines, expectedFen, reason }, options);
    await lostAndAsked(byLine('缺货'), byLine('不新鲜'));
  });

  it('cash, its bill, and cancelling: the order is all that is asked about', async () => {
    const orderId = await billOf(cloud, 6600);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    const confirm: Ask = (options) =>
      lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' }, options);
    await lostAndAsked(confirm, null);
    await lostAndAsked(
      (options) => clerk().payment.recordCounterPayment({ orderId, method: 'cash' }, options),
      null,
    );
    // Said to be paid another way it is not told that this is so.
    await expect(clerk().payment.recordCounterPayment({ orderId, method: 'other' })).rejects.toMatchObject({
      code: 'order_already_paid',
    });
    const scanned = await billOf(cloud, 3200);
    await clerk().payment.recordCounterPayment({ orderId: scanned, method: 'cash' });
    await lostAndAsked((options) => lin.payment.attach({ orderId: scanned }, options), null);
    const opened = await lin.payment.openOrder({ storeId: STORE, amountFen: fen(500) });
    await lostAndAsked((options) => lin.payment.cancel(opened, options), null);
  });

  it('points by hand, from one to another, and for goods', async () => {
    const { memberId: wangId } = await shopperWithPoints(cloud, 'shopper-wang', 0);
    const adjust =
      (points: number): Ask =>
      (options) =>
        he().points.adjust({ memberId: linId, points, reason: '补积分' }, options);
    await lostAndAsked(adjust(10), adjust(20));
    await lostAndAsked(adjust(-10), adjust(10));
    const reward = rewardId.parse('rwd_eggs');
    const exchange: Ask = (options) =>
      lin.points.exchange({ rewardId: reward, skuId: 'std', storeId: STORE, quantity: 1 }, options);
    await lostAndAsked(exchange, null);
    expect(wangId).not.toBe(linId);
  });

  it('coupons: collected, given, redeemed', async () => {
    const templateId = couponTemplateId.parse(RUSH_TEMPLATE);
    await lostAndAsked((options) => lin.coupon.collect({ templateId }, options), null);
    const issue =
      (quantity: number): Ask =>
      (options) =>
        he().coupon.issueByHand({ memberId: linId, templateId, quantity, reason: '补券' }, options);
    await lostAndAsked(issue(1), issue(2));
  });
});
