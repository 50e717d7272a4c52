import type { OrderId } from '@contracts/primitives/ids';
import { moneyOf, paidOrder, pass, refundBy, refuseNext } from '../../stage/money-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, newTestRequest, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let lin: Phone;
let operator: Phone;
beforeEach(async () => {
  lin = phoneOf(cloud, 'shopper-lin');
  operator = phoneOf(cloud, 'operator-he');
});

const read = async (orderId: OrderId) => (await lin.payment.readOrder({ orderId })).order;
const troubled = async () => (await operator.payment.listTroubledRefunds({ cursor: null })).refunds;
const refunds = () => documentsOf(cloud, 'refunds');

describe('待处理退款', () => {
  const handledEntries = () =>
    documentsOf(cloud, 'auditEntries').filter(({ action }) => action === 'payment.handleRefund');
  it('is the operator’s: a clerk and a shopper are refused', async () => {
    for (const who of [lin, phoneOf(cloud, 'clerk-zhou')])
      await expect(who.payment.listTroubledRefunds({ cursor: null })).rejects.toMatchObject({
        code: 'not_allowed',
      });
  });

  it('retry: one that was refused goes again under its number, once, however often it is tapped', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST');
    await refundBy(cloud, orderId, 3000);
    const refundId = refunds()[0]!._id;
    const taps = await Promise.all([1, 2, 3].map(() => operator.payment.retryRefund({ refundId })));
    expect(taps.at(-1)).toEqual({ isAccepted: true });
    await cloud.wechat.pay.deliverDue();
    expect([...cloud.wechat.pay.state.refunds.keys()]).toEqual([refundId]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 3000, refundingFen: 0 }]);
  });

  it('retry: one that WeChat closed goes under a new number', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'CLOSED' });
    await refundBy(cloud, orderId, 3000);
    await cloud.wechat.pay.deliverDue();
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    expect(await operator.payment.retryRefund({ refundId: refunds()[0]!._id })).toEqual({ isAccepted: true });
    await cloud.wechat.pay.deliverDue();
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 7000, book: 7000 });
    expect(await troubled()).toEqual([]);
  });

  it('retry: not when the money went another way meanwhile', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST');
    await refundBy(cloud, orderId, 3000);
    const refundId = refunds()[0]!._id;
    await refundBy(cloud, orderId, 10_000);
    await expect(operator.payment.retryRefund({ refundId })).rejects.toMatchObject({
      code: 'refund_too_much',
    });
    // Taking note of it counts nothing twice.
    await operator.payment.handleRefund({ refundId, note: '已全额退过' });
    await cloud.wechat.pay.deliverDue();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 10_000, refundingFen: 0 }]);
  });

  it.each(['INVALID_REQUEST', 'CLOSED'] as const)(
    'retry after %s: a refund by line takes its units again',
    async (end) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      const clerk = phoneOf(cloud, 'clerk-zhou');
      const lines = [{ line: 0, quantity: 1 }];
      const { amountFen: expectedFen } = await clerk.payment.previewRefund({ orderId, lines });
      if (end === 'CLOSED') cloud.wechat.pay.setPolicy({ refundOutcome: 'CLOSED' });
      else refuseNext(cloud, 'refund', end);
      await clerk.payment.refundLines({ orderId, lines, expectedFen, reason: '缺货' });
      await cloud.wechat.pay.deliverDue();
      expect(refunds()).toMatchObject([{ status: 'closed' }]);
      cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
      await operator.payment.retryRefund({ refundId: refunds()[0]!._id });
      await expect(clerk.payment.previewRefund({ orderId, lines })).rejects.toMatchObject({
        code: 'refund_units_back',
      });
      await cloud.wechat.pay.deliverDue();
      expect(moneyOf(cloud, orderId)).toEqual({ wechat: 0, book: 0 });
    },
  );

  it('handled outside: counted once, written down, told truthfully to the shopper', async () => {
    await lin.member.join({ leaderCode: null, phoneCode: null });
    const orderId = await paidOrder(cloud, lin, 10_000);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    await refundBy(cloud, orderId, 3000);
    await cloud.wechat.pay.deliverDue();
    expect((await troubled())[0]?.trouble).toContain('退款异常');
    const refundId = refunds()[0]!._id;
    const input = { refundId, note: '已用现金退给顾客' };
    const requestId = newTestRequest();
    for (let time = 0; time < 2; time += 1)
      expect(await operator.payment.handleRefund(input, { requestId })).toEqual({ outcome: 'handled' });
    expect(refunds()).toMatchObject([{ status: 'handled', attentionAt: null, checkAt: null }]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 3000, refundingFen: 0 }]);
    expect(handledEntries()).toMatchObject([
      { action: 'payment.handleRefund', subjectId: refundId, reason: '已用现金退给顾客' },
    ]);
    expect((await read(orderId)).receipts.map(({ text }) => text)).toContain(
      '商家已在微信支付之外退给你 30 元：缺货',
    );
    await pass(cloud, 1);
    const { messages } = await lin.message.listInbox({ cursor: null });
    expect(messages.map(({ title }) => title)).toContain('退款 ¥30 已由商家退给你');
  });

  it('handled outside, and WeChat gives it back as well: it counts once, and the operator is told', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    await refundBy(cloud, orderId, 3000);
    await cloud.wechat.pay.deliverDue();
    const refundId = refunds()[0]!._id;
    await operator.payment.handleRefund({ refundId, note: '已用现金退给顾客' });
    cloud.wechat.pay.setPolicy({ refundOutcome: 'SUCCESS' });
    cloud.wechat.pay.state.refunds.get(refundId)!.status = 'PROCESSING';
    await cloud.wechat.pay.deliverDue();
    expect(refunds()).toMatchObject([{ status: 'succeeded' }]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ refundedFen: 3000 }]);
    expect(await troubled()).toMatchObject([{ canRetry: false }]);
    expect((await troubled())[0]?.trouble).toContain('又退了一次');
    expect(moneyOf(cloud, orderId)).toEqual({ wechat: 7000, book: 7000 });
    await operator.payment.handleRefund({ refundId, note: '顾客已转回' });
    expect(await troubled()).toEqual([]);
  });

  it('handled, but WeChat is asked first and has returned it: nothing else is counted', async () => {
    cloud.wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' });
    const orderId = await paidOrder(cloud, lin, 10_000);
    await refundBy(cloud, orderId, 3000);
    await cloud.wechat.pay.deliverDue();
    const refundId = refunds()[0]!._id;
    cloud.wechat.pay.state.refunds.get(refundId)!.status = 'PROCESSING';
    await expect(operator.payment.handleRefund({ refundId, note: '已用现金退' })).rejects.toMatchObject({
      code: 'refund_on_its_way',
    });
    cloud.wechat.pay.state.refunds.get(refundId)!.status = 'SUCCESS';
    expect(await operator.payment.handleRefund({ refundId, note: '已用现金退' })).toEqual({
      outcome: 'returned',
    });
    expect(refunds()).toMatchObject([{ status: 'succeeded' }]);
    expect(handledEntries()).toEqual([]);
  });
});
