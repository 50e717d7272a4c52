import { fen } from '@contracts/primitives/fen';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { BEST, billOf } from '../../stage/payment-stage';
import { documentsOf, NOON, phoneOf, startJourney } from '../../stage/stage';

const broken: [string, Record<string, string>][] = [
  [
    'is not configured',
    Object.fromEntries(
      ['MCHID', 'SERIAL', 'PRIVATE_KEY', 'API_V3_KEY', 'PLATFORM_KEYS', 'NOTIFY_URL'].map((name) => [
        `WECHAT_PAY_${name}`,
        '',
      ]),
    ),
  ],
  [
    'has a private key that is none',
    { WECHAT_PAY_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----' },
  ],
  [
    'has a platform key that is none',
    {
      WECHAT_PAY_PLATFORM_KEYS: JSON.stringify({
        PUB_KEY_ID_1: '-----BEGIN PUBLIC KEY-----\nnonsense\n-----END PUBLIC KEY-----',
      }),
    },
  ],
];

describe.each(broken)('WeChat Pay %s', (_, variables) => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney({ variables });
  });
  afterEach(() => cloud.close());

  it('paying in WeChat says so, and leaves nothing behind', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await billOf(cloud, 3200);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    const pay = lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'wechat' });
    await expect(pay).rejects.toMatchObject({ code: 'payment_not_configured' });
    expect(documentsOf(cloud, 'payments')).toEqual([]);
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'open' }]);
  });

  it('cash is taken and given back, and reminders go out', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const clerk = phoneOf(cloud, 'clerk-zhou');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await lin.allowReminders();
    const orderId = await billOf(cloud, 3200);
    await clerk.payment.recordCounterPayment({ orderId, method: 'cash' });
    const { order } = await clerk.payment.refund({ orderId, amountFen: fen(1000), reason: '少给了一份' });
    expect(order).toMatchObject({ refundedFen: 1000 });
    cloud.moveClock(NOON + 90 * MINUTE_MS);
    await cloud.runTimers();
    expect(lin.serviceNotifications()).toHaveLength(1);
  });

  it('an order nobody pays ends by itself, with its coupon free again', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    const orderId = await billOf(cloud, 3200);
    const { quote } = await lin.payment.quote({ orderId, ...BEST });
    await lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'counter' });
    cloud.moveClock(NOON + 20 * MINUTE_MS);
    await cloud.runTimers();
    expect(documentsOf(cloud, 'orders')).toMatchObject([{ status: 'cancelled' }]);
  });
});
