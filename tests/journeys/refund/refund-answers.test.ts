import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import {
  dropNext,
  loseNextAnswer,
  moneyOf,
  paidOrder,
  pass,
  refundBy,
  refuseNext,
} from '../../stage/money-stage';
import { billOf, prepareInWechat } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let lin: Phone;
beforeEach(async () => {
  lin = phoneOf(cloud, 'shopper-lin');
});

const theOrder = () => documentsOf(cloud, 'orders')[0]!;
const theRefund = () => documentsOf(cloud, 'refunds')[0]!;
const atWechat = () => [...cloud.wechat.pay.state.refunds.values()];
const bookIsRight = (orderId: OrderId, left: number) =>
  expect(moneyOf(cloud, orderId)).toEqual({ wechat: left, book: left });

describe('an answer to a query never ends a refund', () => {
  it.each([
    'SIGN_ERROR',
    'NO_AUTH',
    'PARAM_ERROR',
    'INVALID_REQUEST',
    'MCH_NOT_EXISTS',
    'A_CODE_OF_TOMORROW',
  ])(
    'of 100 yuan 30 are on their way back; the query is refused %s; the notice counts them',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      await refundBy(cloud, orderId, 3000);
      expect(theRefund()).toMatchObject({ status: 'processing' });
      refuseNext(cloud, 'refund_query', code);
      await pass(cloud, 10);
      expect(theRefund()).toMatchObject({ status: 'processing', note: code, failures: 1 });
      expect(theOrder()).toMatchObject({ refundedFen: 0, refundingFen: 3000 });
      await expect(refundBy(cloud, orderId, 7001)).rejects.toMatchObject({ code: 'refund_too_much' });

      await cloud.wechat.pay.deliverDue();
      expect(sum('SUCCESS')).toBe(3000);
      expect(theRefund()).toMatchObject({ status: 'succeeded', attentionAt: null });
      expect(theOrder()).toMatchObject({ refundedFen: 3000, refundingFen: 0 });
      bookIsRight(orderId, 7000);
    },
  );

  const sum = (status: string) =>
    atWechat()
      .filter((refund) => refund.status === status)
      .reduce((total, { amountFen }) => total + amountFen, 0);

  it('when the notice is lost, too, the next query that is answered counts them', async () => {
    cloud.wechat.pay.setPolicy({ delayMs: 10 * DAY_MS });
    const orderId = await billOf(cloud, 10_000);
    await lin.paySheet(await prepareInWechat(lin, orderId));
    await lin.payment.confirm({ orderId });
    await refundBy(cloud, orderId, 3000);
    refuseNext(cloud, 'refund_query', 'SIGN_ERROR', 3);
    await cloud.wechat.pay.deliverDue(); // WeChat decides; its notice comes in ten days
    for (let minutes = 0; minutes < 30; minutes += 5) await pass(cloud, 5);
    expect(theRefund()).toMatchObject({ status: 'succeeded', failures: 0 });
    bookIsRight(orderId, 7000);
  });
});

describe('what was sent once is asked about before it is sent again', () => {
  it('accepted, the answer lost, the second try refused NO_AUTH: what left WeChat is in the book', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    loseNextAnswer(cloud, 'refund');
    await refundBy(cloud, orderId, 3000);
    expect(theRefund()).toMatchObject({ status: 'pending', submits: 1 });
    refuseNext(cloud, 'refund', 'NO_AUTH', 5);
    refuseNext(cloud, 'refund_query', 'NO_AUTH');
    await pass(cloud, 1);
    expect(theRefund()).toMatchObject({ status: 'pending' });
    expect((await refundBy(cloud, orderId, 3000)).order.refundableFen).toBe(4000);
    cloud.faults.clear();
    await pass(cloud, 10);
    await cloud.wechat.pay.deliverDue();
    expect(theOrder()).toMatchObject({ refundedFen: 6000, refundingFen: 0 });
    bookIsRight(orderId, 4000);
    expect(atWechat()).toHaveLength(2);
  });

  it.each(['PARAM_ERROR', 'INVALID_REQUEST', 'RESOURCE_NOT_EXISTS'])(
    'accepted, the answer lost, the second try refused %s: the refund is there, so it does not end',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      loseNextAnswer(cloud, 'refund');
      await refundBy(cloud, orderId, 3000);
      refuseNext(cloud, 'refund_query', 'RESOURCE_NOT_EXISTS');
      refuseNext(cloud, 'refund', code);
      await pass(cloud, 1);
      expect(theRefund()).toMatchObject({ status: 'processing' });
      await cloud.wechat.pay.deliverDue();
      bookIsRight(orderId, 7000);
    },
  );

  it.each(['PARAM_ERROR', 'INVALID_REQUEST', 'RESOURCE_NOT_EXISTS'])(
    'accepted, the answer lost, the second try refused %s while WeChat does not find it yet: one such word does not end it',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      loseNextAnswer(cloud, 'refund');
      await refundBy(cloud, orderId, 3000);
      // Asked before the second try and after it, and it is not found.
      refuseNext(cloud, 'refund_query', 'RESOURCE_NOT_EXISTS', 2);
      refuseNext(cloud, 'refund', code);
      await pass(cloud, 1);
      expect(theRefund()).toMatchObject({ status: 'pending', note: code, attentionAt: cloud.clock.now() });
      await expect(refundBy(cloud, orderId, 7001)).rejects.toMatchObject({ code: 'refund_too_much' });
      await pass(cloud, 2);
      expect(theRefund()).toMatchObject({ status: 'processing', attentionAt: null });
      await cloud.wechat.pay.deliverDue();
      bookIsRight(orderId, 7000);
    },
  );

  it('lost on the way, then twice told that it can never be and is not known: then it ends', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    dropNext(cloud, 'refund');
    await refundBy(cloud, orderId, 3000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST', 2);
    await pass(cloud, 1);
    expect(theRefund()).toMatchObject({ status: 'pending' });
    expect(theOrder()).toMatchObject({ refundingFen: 3000 });
    await pass(cloud, 2);
    expect(theRefund()).toMatchObject({ status: 'closed', note: 'INVALID_REQUEST' });
    expect(theOrder()).toMatchObject({ refundingFen: 0, refundedFen: 0 });
    bookIsRight(orderId, 10_000);
  });
});

describe('what a refused refund comes to', () => {
  it.each(['NOT_ENOUGH', 'NO_AUTH', 'SIGN_ERROR', 'USER_ACCOUNT_ABNORMAL', 'A_CODE_OF_TOMORROW'])(
    '%s: it stays pending under the same number, the operator sees it, and it goes through when it can',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      refuseNext(cloud, 'refund', code, 3);
      await refundBy(cloud, orderId, 3000);
      const { _id, checkAt, attentionAt } = theRefund();
      expect(theRefund()).toMatchObject({ status: 'pending', note: code, failures: 1 });
      expect(attentionAt).toBe(cloud.clock.now());
      expect(checkAt).toBe(cloud.clock.now() + 60_000);
      expect(theOrder()).toMatchObject({ refundingFen: 3000, refundedFen: 0 });
      await pass(cloud, 1);
      expect(theRefund().checkAt).toBe(cloud.clock.now() + 2 * 60_000);
      await pass(cloud, 2);
      await pass(cloud, 4);
      expect(theRefund()).toMatchObject({ status: 'processing', attentionAt: null, failures: 0 });
      await cloud.wechat.pay.deliverDue();
      expect(atWechat().map(({ outRefundNo }) => outRefundNo)).toEqual([_id]);
      bookIsRight(orderId, 7000);
    },
  );

  it.each(['FREQUENCY_LIMITED', 'SYSTEM_ERROR'])(
    '%s: it waits, and the operator sees it only after five times',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      refuseNext(cloud, 'refund', code, 6);
      await refundBy(cloud, orderId, 3000);
      for (const minutes of [1, 2, 4]) await pass(cloud, minutes);
      expect(theRefund()).toMatchObject({ status: 'pending', failures: 4, attentionAt: null });
      await pass(cloud, 8);
      expect(theRefund()).toMatchObject({ status: 'pending', failures: 5, attentionAt: cloud.clock.now() });
    },
  );

  it.each(['PARAM_ERROR', 'INVALID_REQUEST', 'RESOURCE_NOT_EXISTS'])(
    '%s: it can never be, so the amount is free again and the operator sees it',
    async (code) => {
      const orderId = await paidOrder(cloud, lin, 10_000);
      refuseNext(cloud, 'refund', code);
      const { order } = await refundBy(cloud, orderId, 3000);
      expect(order.refundableFen).toBe(10_000);
      expect(theRefund()).toMatchObject({ status: 'closed', note: code, attentionAt: cloud.clock.now() });
      bookIsRight(orderId, 10_000);
    },
  );

  it('it can never be, but the question whether WeChat has it is not answered: it does not end', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST');
    refuseNext(cloud, 'refund_query', 'SIGN_ERROR');
    const { order } = await refundBy(cloud, orderId, 3000);
    expect(order).toMatchObject({ refundableFen: 7000, refunds: [{ state: 'pending' }] });
  });
});

describe('money that left WeChat always counts', () => {
  /** WeChat's signed word about a refund it does not remember having refused. */
  async function lateSuccess(orderId: OrderId, amountFen: number): Promise<number> {
    const { pay } = cloud.wechat;
    const [payment] = documentsOf(cloud, 'payments').filter((one) => one.orderId === orderId);
    const refund = documentsOf(cloud, 'refunds').find((one) => one.orderId === orderId)!;
    pay.state.refunds.set(refund._id, {
      refundId: '503'.padEnd(28, '0'),
      outRefundNo: refund._id,
      outTradeNo: payment!._id,
      amountFen,
      reason: null,
      notifyUrl: [...pay.state.transactions.values()][0]!.notifyUrl,
      status: 'PROCESSING',
      createdAt: cloud.clock.now(),
      endedAt: null,
    });
    await pay.deliverDue();
    return pay.state.notices.at(-1)!.state === 'accepted' ? 204 : 400;
  }

  it('a SUCCESS for a closed refund counts, and takes its amount from what can be refunded', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST');
    await refundBy(cloud, orderId, 3000);
    expect(await lateSuccess(orderId, 3000)).toBe(204);
    expect(theRefund()).toMatchObject({ status: 'succeeded', attentionAt: null });
    expect(theOrder()).toMatchObject({ refundedFen: 3000, refundingFen: 0 });
    bookIsRight(orderId, 7000);
    await expect(refundBy(cloud, orderId, 7001)).rejects.toMatchObject({ code: 'refund_too_much' });
  });

  it('also when the amount is promised elsewhere: the operator sees that it is too much', async () => {
    const orderId = await paidOrder(cloud, lin, 10_000);
    refuseNext(cloud, 'refund', 'INVALID_REQUEST');
    await refundBy(cloud, orderId, 3000);
    refuseNext(cloud, 'refund', 'NOT_ENOUGH', 9);
    await refundBy(cloud, orderId, 10_000);
    expect(await lateSuccess(orderId, 3000)).toBe(204);
    expect(theOrder()).toMatchObject({ refundedFen: 3000, refundingFen: 10_000 });
    const { refunds } = await phoneOf(cloud, 'operator-he').payment.listTroubledRefunds({ cursor: null });
    // Both are of this minute, so their ids order them.
    expect(refunds.map(({ trouble }) => trouble).sort()).toEqual([
      '商户号可用余额不足，充值后会自动再退',
      '微信支付退回的比可退的多，请核对这笔订单',
    ]);
    bookIsRight(orderId, 7000);
    const { order } = await phoneOf(cloud, 'clerk-zhou').payment.readBill({ orderId });
    expect(order.refundableFen).toBe(0);
  });
});
