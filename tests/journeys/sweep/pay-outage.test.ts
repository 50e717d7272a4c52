import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { dropNext, refundBy } from '../../stage/money-stage';
import { billOf, payInWechat, prepareInWechat } from '../../stage/payment-stage';
import { documentsOf, NOON, phoneOf, SLOW_DAY, startJourney } from '../../stage/stage';

const OFTEN = 10_000;
/** The coupon of two hours is reminded of 30 minutes before it ends. */
const REMINDED_AT = 90;
const PAID = 5;

/** Money waits for WeChat Pay, everybody else for nobody: the outage ends a minute after the reminder is due. */
describe('WeChat Pay is down for an hour', () => {
  let cloud: LocalCloud;
  beforeEach(async () => {
    cloud = await startJourney({}, SLOW_DAY);
  });
  afterEach(() => cloud.close());

  it('reminders go out in their minute, and what was paid and given back is found when it is back', async () => {
    const lin = phoneOf(cloud, 'shopper-lin');
    await lin.member.join({ leaderCode: null, phoneCode: null });
    await lin.allowReminders();
    const wang = phoneOf(cloud, 'shopper-wang');
    const minute = async (sinceNoon: number) => {
      cloud.moveClock(NOON + sinceNoon * MINUTE_MS);
      await cloud.runTimers();
    };
    await minute(30);

    const confirmed = await billOf(cloud, 5000);
    await payInWechat(wang, confirmed);
    await wang.payment.confirm({ orderId: confirmed });
    // Five were paid, and nobody was told; one was never paid; one is to be given back.
    cloud.faults.apply({ target: 'function', name: 'payment-notify', kind: 'drop-before', times: OFTEN });
    for (let order = 0; order < PAID; order += 1) await payInWechat(wang, await billOf(cloud, 3000 + order));
    await prepareInWechat(wang, await billOf(cloud, 9000));
    for (const call of ['prepay', 'query', 'close', 'refund', 'refund_query'] as const)
      dropNext(cloud, call, OFTEN);
    await refundBy(cloud, confirmed, 1000);

    for (let sinceNoon = 31; sinceNoon <= REMINDED_AT + 1; sinceNoon += 1) {
      await minute(sinceNoon);
      expect({ sinceNoon, reminded: lin.serviceNotifications().length }).toEqual({
        sinceNoon,
        reminded: sinceNoon < REMINDED_AT ? 0 : 1,
      });
    }
    const states = () => ({
      paid: documentsOf(cloud, 'orders').filter(({ status }) => status === 'paid').length,
      waiting: documentsOf(cloud, 'payments').filter(
        ({ status }) => status !== 'succeeded' && status !== 'closed',
      ).length,
      refunds: documentsOf(cloud, 'refunds').map(({ status }) => status),
    });
    expect(states()).toEqual({ paid: 1, waiting: PAID + 1, refunds: ['pending'] });
    expect(cloud.latency.functions['sweep']?.timedOut).toBe(0);

    cloud.faults.clear();
    for (let later = 2; later <= 62; later += 5) await minute(REMINDED_AT + later);
    expect(states()).toEqual({ paid: 1 + PAID, waiting: 0, refunds: ['succeeded'] });
  });
});
