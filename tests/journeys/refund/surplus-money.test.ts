import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import { moneyOf, paidOrder, pass, payClosed, refundBy, refuseNext } from '../../stage/money-stage';
import { BEST, billOf, prepareInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let lin: Phone;
let operator: Phone;
beforeEach(async () => {
  lin = phoneOf(cloud, 'shopper-lin');
  operator = phoneOf(cloud, 'operator-he');
});

const payAnyway = (orderId: OrderId, position = 0) => payClosed(cloud, lin, orderId, position);
async function cancelledYetPaid(amountFen: number): Promise<OrderId> {
  const orderId = await billOf(cloud, amountFen);
  await prepareInWechat(lin, orderId);
  await lin.payment.cancel({ orderId });
  await payAnyway(orderId);
  return orderId;
}
const read = async (orderId: OrderId) => (await lin.payment.readOrder({ orderId })).order;
const troubled = async () => (await operator.payment.listTroubledRefunds({ cursor: null })).refunds;
const refunds = () => documentsOf(cloud, 'refunds');

describe('money for an order that no longer takes it goes back', () => {
  it('paid after it was cancelled: the order says so, then that it is back, and a message comes', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await cancelledYetPaid(3000);
    expect(await read(orderId)).toMatchObject({
      state: 'returning',
      receipts: [{ text: '多付的 25.50 元正在原路退回' }],
    });
    await pass(cloud, 1);
    await cloud.wechat.pay.deliverDue();
    expect(await read(orderId)).toMatchObject({
      state: 'returned',
      receipts: [{ text: '多付的 25.50 元正在原路退回' }, { text: '多付的 25.50 元已原路退回' }],
    });
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
    // Paid it was, so nobody is told that it was not.
    await expect(refundBy(cloud, orderId, 100)).rejects.toMatchObject({ code: 'refund_not_possible' });
    await pass(cloud, 1);
    const { messages } = await lin.message.listInbox({ cursor: null });
    expect(messages.map(({ title }) => title)).toContain('退款 ¥25.50 已原路退回');
  });

  it('paid twice: one payment counts, the other goes back', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    await lin.payment.pay({ orderId, ...BEST, expectedFen: fen(3000), at: 'counter' });
    const sheet = await prepareInWechat(lin, orderId);
    expect(await lin.paySheet(sheet)).toBe('requestPayment:ok');
    await payAnyway(orderId, 0);
    await pass(cloud, 1);
    await cloud.wechat.pay.deliverDue();
    expect(await read(orderId)).toMatchObject({ state: 'paid', refundedFen: 0 });
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ surplusFen: 3000, surplusBackFen: 3000 }]);
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 3000, book: 3000 });
    expect((await read(orderId)).receipts.map(({ text }) => text)).toContain('多付的 30 元已原路退回');
    // Whoever has no card has no inbox: the message goes to their openid.
    expect(documentsOf(cloud, 'reminders')).toContainEqual(
      expect.objectContaining({ kind: 'order_refunded' }),
    );
  });

  it.each(['INVALID_REQUEST', 'RESOURCE_NOT_EXISTS', 'NOT_ENOUGH'])(
    'refused %s, it is tried until it is back, and the operator sees it meanwhile',
    async (code) => {
      const orderId = await cancelledYetPaid(3000);
      refuseNext(cloud, 'refund', code, 2);
      await pass(cloud, 1);
      expect(refunds()).toMatchObject([{ status: 'pending', note: code }]);
      expect(await troubled()).toMatchObject([{ kind: 'surplus', orderId, amountFen: 3000, canRetry: true }]);
      await pass(cloud, 1);
      await pass(cloud, 2);
      await cloud.wechat.pay.deliverDue();
      expect(await read(orderId)).toMatchObject({ state: 'returned' });
      expect(await troubled()).toEqual([]);
      expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
    },
  );

  it('a whole day of refusals and of silence: it is tried to the end, under one number, and shown', async () => {
    const orderId = await cancelledYetPaid(3000);
    refuseNext(cloud, 'refund', 'SYSTEM_ERROR', 400);
    for (let hour = 0; hour < 24; hour += 1) await pass(cloud, 60);
    expect(refunds()).toMatchObject([{ status: 'pending' }]);
    expect(await troubled()).toMatchObject([{ kind: 'surplus', orderId, canRetry: true }]);
    expect(await read(orderId)).toMatchObject({ state: 'returning' });
    cloud.faults.clear();
    await pass(cloud, 6 * 60);
    await cloud.wechat.pay.deliverDue();
    expect(await read(orderId)).toMatchObject({ state: 'returned' });
    expect(refunds()).toMatchObject([{ status: 'succeeded', attentionAt: null }]);
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
  });

  it('closed by WeChat, it goes on under a new number', async () => {
    const orderId = await cancelledYetPaid(3000);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'CLOSED' });
    await pass(cloud, 1);
    await cloud.wechat.pay.deliverDue();
    expect(
      refunds()
        .map(({ status }) => status)
        .sort(),
    ).toEqual(['closed', 'pending']);
    expect(await troubled()).toMatchObject([{ trouble: '微信支付关闭了这笔退款' }]);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    await pass(cloud, 1);
    await cloud.wechat.pay.deliverDue();
    expect(await read(orderId)).toMatchObject({ state: 'returned' });
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
  });
});

describe('small things about money', () => {
  it('an order that cost nothing is taken back once, in true words', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await billOf(cloud, 300);
    await lin.payment.pay({ orderId, ...BEST, expectedFen: fen(0), at: 'wechat' });
    for (let time = 0; time < 2; time += 1) await refundBy(cloud, orderId, 0, '撤销');
    expect(refunds()).toHaveLength(1);
    const order = await read(orderId);
    expect(order.state).toBe('undone');
    const told = order.receipts.filter(({ kind }) => kind === 'refund').map(({ text }) => text);
    expect(told).toEqual(['这一单已撤销，没有付过钱，不涉及退款：撤销']);
    expect(documentsOf(cloud, 'coupons').some(({ status }) => status === 'used')).toBe(false);
    await pass(cloud, 1);
    const { messages } = await lin.message.listInbox({ cursor: null });
    const titles = messages.map(({ title }) => title);
    expect(titles).toContain('订单已撤销，没有付过钱');
    expect(titles.join()).not.toContain('原路退回');
  });

  it('paying a bill that was just paid in cash says so, and it can be made one’s own', async () => {
    const orderId = await billOf(cloud, 3000);
    await lin.payment.quote({ orderId, ...BEST });
    await phoneOf(cloud, 'clerk-zhou').payment.recordCounterPayment({ orderId, method: 'cash' });
    for (const at of ['wechat', 'counter'] as const)
      await expect(lin.payment.pay({ orderId, ...BEST, expectedFen: fen(3000), at })).rejects.toMatchObject({
        code: 'order_paid_at_counter',
        message: '店员刚收过这笔钱了，不用再付',
      });
    expect((await lin.payment.quote({ orderId, ...BEST })).order.state).toBe('paid');
    expect(await lin.payment.attach({ orderId })).toMatchObject({ order: { state: 'paid' } });
  });

  it('a reason of sixty characters is sent as WeChat takes it, and kept whole in the book', async () => {
    const orderId = await paidOrder(cloud, lin, 3000);
    const reason = '少了一箱苹果'.repeat(10);
    expect(reason).toHaveLength(60);
    await refundBy(cloud, orderId, 1000, reason);
    expect(refunds()).toMatchObject([{ status: 'processing', reason }]);
    const [sent] = [...cloud.wechat.pay.state.refunds.values()];
    expect(reason.startsWith(sent?.reason ?? '-')).toBe(true);
  });

  it('an abnormal refund does not keep an account open for ever, and is booked when it is back after all', async () => {
    const who = phoneOf(cloud, { openid: 'oLeaving-1', appid: DEMO_APPID });
    await who.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await paidOrder(cloud, who, 3200);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    await refundBy(cloud, orderId, 1000);
    expect((await who.identityMap.readClosure({})).blockers).toHaveLength(1);
    await cloud.wechat.pay.deliverDue();
    expect((await who.identityMap.readClosure({})).blockers).toEqual([]);
    await who.identityMap.requestClosure({});
    await pass(cloud, (7 * DAY_MS) / MINUTE_MS);
    expect(await who.member.overview({})).toMatchObject({ membership: 'none' });
    cloud.wechat.pay.state.refunds.get(refunds()[0]!._id)!.status = 'SUCCESS';
    await pass(cloud, (DAY_MS + HOUR_MS) / MINUTE_MS);
    expect(refunds()).toMatchObject([{ status: 'succeeded', attentionAt: null }]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 1000, refundingFen: 0 }]);
    expect(moneyOf(cloud, orderId).book).toBe(moneyOf(cloud, orderId).wechat);
  });
});
