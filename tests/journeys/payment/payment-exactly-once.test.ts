import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import { describeCall } from '../../../local/cloudbase/gateway';
import { restSweeps } from '../../stage/journey/rest-sweeps';
import { momentOf } from '../../stage/watch/moment';
import { billOf, ONE_FIRST_PAYMENT, payInWechat, paymentFacts } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';
import { drawnEntries } from '../../stage/property';

describe('one database call on the way of a notice fails, whichever it is', () => {
  const kinds = ['drop-after', 'error-before', 'conflict'] as const;

  it.each(kinds)('%s: after WeChat’s next try the end is the same', async (kind) => {
    const cloud = await startJourney();
    const lin = phoneOf(cloud, 'shopper-lin');
    const prepared = async () => {
      await cloud.reset();
      await restSweeps(cloud);
      cloud.wechat.pay.setPolicy({ delayMs: 1000 });
      const orderId = await billOf(cloud, 3000);
      await payInWechat(lin, orderId);
      return orderId;
    };
    /** The notice, then the page that comes back from the pay sheet; a failure of either is the next one's to mend. */
    const deliverAndConfirm = async (orderId: OrderId) => {
      cloud.moveClock(cloud.clock.now() + 1000);
      await cloud.wechat.pay.deliverDue();
      await lin.payment.confirm({ orderId }).catch(() => undefined);
    };
    const orderId = await prepared();
    const again = momentOf(cloud);
    await again();
    cloud.faults.database.startTrace();
    await deliverAndConfirm(orderId);
    const calls = cloud.faults.database.trace.map(describeCall);
    expect(calls.length).toBeGreaterThan(15);
    expect(paymentFacts(cloud)).toEqual(ONE_FIRST_PAYMENT);
    for (const [position, call] of drawnEntries(calls, kinds.indexOf(kind))) {
      await again();
      cloud.faults.apply({ target: 'database', nth: position + 1, kind });
      await deliverAndConfirm(orderId);
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await cloud.wechat.pay.deliverDue();
      await sweepTrade(cloud);
      expect({ call, kind, ...paymentFacts(cloud) }).toEqual({ call, kind, ...ONE_FIRST_PAYMENT });
    }
    await cloud.close();
  });
});

/**
 * With coupon and points in it: each call of a payment’s way fails once, and of a refund’s way, in one of the three ways,
 * in turn.
 */
describe('one database call of a member’s payment or refund fails, whichever it is', () => {
  const kinds = ['drop-after', 'error-before', 'conflict'] as const;
  const choice = { coupon: 'best', usePoints: true } as const;

  it.each(['payment', 'refund'] as const)('%s: WeChat’s next try and the sweep mend it', async (what) => {
    const cloud = await startJourney();
    const prepared = async () => {
      await cloud.reset();
      const { phone } = await shopperWithPoints(cloud, 'shopper-lin', 1000);
      await restSweeps(cloud);
      cloud.wechat.pay.setPolicy({ delayMs: 1000 });
      const orderId = await billOf(cloud, 3200);
      const { quote } = await phone.payment.quote({ orderId, ...choice });
      const expectedFen = quote.payableFen;
      const answer = await phone.payment.pay({ orderId, ...choice, expectedFen, at: 'wechat' });
      if (answer.outcome !== 'pay_in_wechat') throw new Error(answer.outcome);
      await phone.paySheet(answer.sheet);
      if (what === 'payment') return { phone, orderId };
      cloud.moveClock(cloud.clock.now() + 1000);
      await cloud.wechat.pay.deliverDue();
      await phone.payment.confirm({ orderId });
      const refund = { orderId, amountFen: fen(1000), reason: '缺货' };
      await phoneOf(cloud, 'clerk-zhou').payment.refund(refund);
      // WeChat decides about it now; its notice comes a second later.
      await cloud.wechat.pay.deliverDue();
      return { phone, orderId };
    };
    const deliver = async ({ phone, orderId }: Awaited<ReturnType<typeof prepared>>) => {
      cloud.moveClock(cloud.clock.now() + 1000);
      await cloud.wechat.pay.deliverDue();
      await phone.payment.confirm({ orderId }).catch(() => undefined);
    };
    const mend = async () => {
      cloud.moveClock(cloud.clock.now() + MINUTE_MS);
      await cloud.wechat.pay.deliverDue();
      await sweepTrade(cloud);
    };
    const facts = () => ({
      ...paymentFacts(cloud),
      coupons: documentsOf(cloud, 'coupons').map(({ status }) => status),
      points: documentsOf(cloud, 'pointsAccounts').map(({ balance, pending }) => ({ balance, pending })),
      entries: documentsOf(cloud, 'pointsEntries').map(({ kind }) => kind),
    });
    const order = await prepared();
    const again = momentOf(cloud);
    await again();
    cloud.faults.database.startTrace();
    await deliver(order);
    const calls = cloud.faults.database.trace.map(describeCall);
    expect(calls.length).toBeGreaterThan(what === 'payment' ? 20 : 12);
    await mend();
    const expected = facts();
    for (const [position, call] of drawnEntries(calls)) {
      await again();
      const kind = kinds[position % kinds.length]!;
      cloud.faults.apply({ target: 'database', nth: position + 1, kind });
      await deliver(order);
      await mend();
      expect({ call, kind, ...facts() }).toEqual({ call, kind, ...expected });
    }
    await cloud.close();
  });
});
