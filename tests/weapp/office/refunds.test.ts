import { isOrderId } from '@contracts/primitives/ids';
import { pass, payClosed, refuseNext } from '../../stage/money-stage';
import { phoneOf } from '../../stage/stage';
import { checkoutScene, shows } from '../harness/checkout-scene';
import type { LaunchOptions } from '../harness/mini-program';

/** The built mini-program against the real functions: money for an order that no longer takes it, on the phones of both. */
const scene = checkoutScene();
const { documents, open, billOf, scanned } = scene;

const walksAway: LaunchOptions['answers'] = { requestPayment: () => new Error('cancel') };

/** Given up on the phone, paid at that very moment, and WeChat Pay refuses to give it back. */
async function cancelledYetPaid(): Promise<string> {
  const orderId = await billOf([['32', '']]);
  const shopper = await open('shopper-lin', scanned(orderId, walksAway));
  await shopper.tap('#choose-coupon');
  await shopper.tap('#no-coupon');
  await shopper.tap('#pay');
  await shopper.go('navigateTo', `/shopper/pages/order/index?id=${orderId}`);
  await shopper.tap('#cancel');
  shows(shopper, '已取消');
  const { cloud } = scene.functions;
  refuseNext(cloud, 'refund', 'INVALID_REQUEST');
  if (!isOrderId(orderId)) throw new Error(orderId);
  expect(await payClosed(cloud, phoneOf(cloud, 'shopper-lin'), orderId, 0)).toBe(true);
  await pass(cloud, 1);
  await shopper.go('reLaunch', '/pages/me/index');
  return orderId;
}
const orderPage = (orderId: string) =>
  open('shopper-lin', { path: 'shopper/pages/order/index', query: { id: orderId } });
const troubled = async () => {
  const operator = await open('operator-he', { path: 'merchant/pages/refunds/index' });
  shows(operator, '¥30.40 · 多收的钱', '微信支付不接受这笔退款', '再试一次', '已在微信支付之外处理');
  const refund = documents('refunds').find(({ attentionAt }) => attentionAt !== null);
  return { operator, refundId: String(refund?.['_id']) };
};

describe('待处理退款', () => {
  it('tried once more by the operator: the shopper reads that it is on its way, then that it is back, and is told', async () => {
    const orderId = await cancelledYetPaid();
    const shopper = await orderPage(orderId);
    shows(shopper, '已付款，退款中', '多付的 30.40 元正在原路退回');
    const { operator, refundId } = await troubled();
    await operator.tap(`#retry-${refundId}`);
    shows(operator, '微信支付已受理，结果会自动更新', '没有待处理的退款');
    await scene.functions.cloud.wechat.pay.deliverDue();
    const again = await orderPage(orderId);
    shows(again, '已付款，已退回', '多付的 30.40 元已原路退回');
    await pass(scene.functions.cloud, 1);
    const inbox = await open('shopper-lin', { path: 'pages/inbox/index' });
    shows(inbox, '退款 ¥30.40 已原路退回');
    expect([...shopper.errors, ...operator.errors, ...again.errors]).toEqual([]);
  });

  it('handled outside: with a note and its consequence in words, in the log, and truthfully on the shopper’s phone', async () => {
    const orderId = await cancelledYetPaid();
    const { operator, refundId } = await troubled();
    await operator.tap(`#handle-${refundId}`);
    shows(operator, '请写怎么处理的，至少两个字');
    await operator.fire(`#note-${refundId}`, 'input', { value: '已用现金退给顾客' });
    await operator.tap(`#handle-${refundId}`);
    shows(operator, '已经用别的办法退给顾客了？', '¥30.40', '记下后微信支付不再退这一笔，顾客会收到消息。');
    await operator.tap('#sure-yes');
    shows(operator, '已记下，操作日志里可以查到', '没有待处理的退款');
    const shopper = await orderPage(orderId);
    shows(shopper, '已付款，已退回', '多付的 30.40 元，商家已在微信支付之外退给你');
    const log = await open('operator-he', { path: 'merchant/pages/audit/index' });
    shows(log, '已用现金退给顾客');
    await pass(scene.functions.cloud, 1);
    const inbox = await open('shopper-lin', { path: 'pages/inbox/index' });
    shows(inbox, '退款 ¥30.40 已由商家退给你');
    expect([...shopper.errors, ...operator.errors, ...log.errors]).toEqual([]);
  });
});
