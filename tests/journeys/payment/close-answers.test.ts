import type { OrderId } from '@contracts/primitives/ids';
import { HOUR_MS } from '@contracts/primitives/time';
import { moneyOf, pass, refuseNext } from '../../stage/money-stage';
import { billOf, prepareInWechat, sendNotice } from '../../stage/payment-stage';
import { sharedCloud } from '../../stage/journey/shared-cloud';
import { documentsOf, phoneOf, type Phone } from '../../stage/stage';

const cloud = sharedCloud();
let lin: Phone;
beforeEach(async () => {
  lin = phoneOf(cloud, 'shopper-lin');
});

const theOrder = () => documentsOf(cloud, 'orders')[0]!;
const bookIsRight = (orderId: OrderId, left: number) =>
  expect(moneyOf(cloud, orderId)).toEqual({ wechat: left, book: left });

describe('a payment is closed when WeChat says 204, and only then', () => {
  it('202, the person is paying: the order is not given up, and is paid', async () => {
    const orderId = await billOf(cloud, 3000);
    const sheet = await prepareInWechat(lin, orderId);
    refuseNext(cloud, 'close', 'USERPAYING', 3);
    await expect(lin.payment.cancel({ orderId })).rejects.toMatchObject({ code: 'payment_in_progress' });
    expect(theOrder()).toMatchObject({ status: 'awaiting_payment' });
    cloud.faults.clear();
    expect(await lin.paySheet(sheet)).toBe('requestPayment:ok');
    expect(await lin.payment.confirm({ orderId })).toMatchObject({ order: { state: 'paid' } });
    bookIsRight(orderId, 3000);
  });

  it('202 at the time limit is asked again a minute later', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    // The person has begun in time, so at WeChat it is not over yet.
    for (const transaction of cloud.wechat.pay.state.transactions.values()) transaction.expiresAt += HOUR_MS;
    refuseNext(cloud, 'close', 'USERPAYING');
    await pass(cloud, 16);
    expect(theOrder()).toMatchObject({ status: 'awaiting_payment', checkAt: cloud.clock.now() + 60_000 });
    await pass(cloud, 1);
    expect(theOrder()).toMatchObject({ status: 'cancelled' });
    bookIsRight(orderId, 0);
  });

  it('202, and by the query it is closed: then it is', async () => {
    const orderId = await billOf(cloud, 3000);
    await prepareInWechat(lin, orderId);
    refuseNext(cloud, 'close', 'USERPAYING');
    await pass(cloud, 16);
    expect(theOrder()).toMatchObject({ status: 'cancelled' });
    bookIsRight(orderId, 0);
  });

  it.each(['SIGN_ERROR', 'PARAM_ERROR', 'RESOURCE_NOT_EXISTS', 'SYSTEM_ERROR'])(
    'refused %s, nothing is known: the order stays, and nobody is told to pay in another way',
    async (code) => {
      const orderId = await billOf(cloud, 3000);
      await prepareInWechat(lin, orderId);
      refuseNext(cloud, 'close', code, 3);
      await expect(lin.payment.cancel({ orderId })).rejects.toMatchObject({ code: 'wechat_unavailable' });
      expect(theOrder()).toMatchObject({ status: 'awaiting_payment' });
    },
  );
});

it('a notice with a byte order mark is taken when it is signed as sent', async () => {
  cloud.wechat.pay.setPolicy({ delayMs: HOUR_MS });
  const orderId = await billOf(cloud, 3000);
  await lin.paySheet(await prepareInWechat(lin, orderId));
  const plain = cloud.wechat.pay.noticeRequest(0);
  expect(await sendNotice({ ...plain, body: `\uFEFF${plain.body}` })).toMatchObject({ status: 401 });
  const marked = cloud.wechat.pay.noticeRequest(0, (body) => `\uFEFF${body}`);
  expect(await sendNotice(marked)).toMatchObject({ status: 204 });
  expect(theOrder()).toMatchObject({ status: 'paid' });
});
