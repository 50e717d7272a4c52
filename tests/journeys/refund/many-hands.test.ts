import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS, HOUR_MS } from '@contracts/primitives/time';
import { DEMO_APPID } from '../../../local/seed/demo-people';
import type { LocalCloud } from '../../../local/server';
import { auditOf, newStaff } from '../../stage/counter-stage';
import { foundInBooks, moneyOf, paidOrder, pass, refuseNext } from '../../stage/money-stage';
import { billOf } from '../../stage/payment-stage';
import { shopperWithPoints } from '../../stage/points-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';
import { sweepTrade } from '../../stage/journey/sweep-trade';

const LIMITS = { cashBillsPerDay: 100, cashFenPerDay: 50_000, refundFenPerDay: 20_000 };

/** Two people decide the same thing at the same moment, each another way: one of them does, the other is told, and the books agree. */
describe('many hands', () => {
  let cloud: LocalCloud;
  let zhou: Phone;
  let wu: Phone;
  let he: Phone;
  let second: Phone;
  beforeAll(async () => {
    cloud = await startJourney({ settings: { counterRules: LIMITS } });
  });
  beforeEach(async () => {
    await cloud.reset();
    zhou = phoneOf(cloud, 'clerk-zhou');
    he = phoneOf(cloud, 'operator-he');
    wu = await newStaff(cloud, 'wu');
    second = await newStaff(cloud, 'second', [], 'operator');
  });
  afterEach(async () => {
    expect(await foundInBooks(cloud)).toEqual([]);
  });
  afterAll(() => cloud.close());

  const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
  const refundsOf = (orderId: OrderId) =>
    documentsOf(cloud, 'refunds').filter((refund) => refund.orderId === orderId);
  /** What each said: `ok`, or the code of its refusal, in their order. */
  const together = async (...acts: (() => Promise<unknown>)[]) => {
    const ended = await Promise.allSettled(acts.map((act) => act()));
    return ended.map((one) =>
      one.status === 'fulfilled' ? 'ok' : String(Reflect.get(Object(one.reason), 'code')),
    );
  };

  it.each(['cash', 'refund'] as const)(
    'one confirms, one rejects the same %s: one of them decides',
    async (kind) => {
      const outcomes = new Set<string>();
      for (let round = 0; round < 6; round += 1) {
        const lin = phoneOf(cloud, { openid: `oPayer-${round}`, appid: DEMO_APPID });
        const orderId = kind === 'cash' ? await billOf(cloud, 60_000) : await paidOrder(cloud, lin, 60_000);
        const { review } =
          kind === 'cash'
            ? await zhou.payment.recordCounterPayment({ orderId, method: 'cash' })
            : await zhou.payment.refund({ orderId, amountFen: fen(30_000), reason: '退货' });
        const { reviewId } = review!;
        const acts = [
          () => wu.payment.confirmReview({ reviewId }),
          () => he.payment.rejectReview({ reviewId }),
          () => second.payment.confirmReview({ reviewId }),
        ];
        if (round % 2 === 1) acts.reverse();
        await together(...acts);
        await cloud.wechat.pay.deliverDue();
        const decided = documentsOf(cloud, 'counterReviews').find(({ _id }) => _id === reviewId)!.status;
        outcomes.add(decided);
        const told = ['payment.confirmReview', 'payment.rejectReview'].map(
          (action) => auditOf(cloud, action).filter(({ subjectId }) => subjectId === reviewId).length,
        );
        const isDone = decided === 'confirmed';
        expect([decided, ...told]).toEqual(isDone ? ['confirmed', 1, 0] : ['rejected', 0, 1]);
        if (kind === 'cash') expect(orderOf(orderId).status).toBe(isDone ? 'paid' : 'open');
        else
          expect([
            refundsOf(orderId).length,
            orderOf(orderId).refundedFen,
            orderOf(orderId).refundingFen,
          ]).toEqual(isDone ? [1, 30_000, 0] : [0, 0, 0]);
      }
      expect(outcomes.size).toBeGreaterThan(0);
    },
  );

  it('one operator tries a stuck refund again while another notes that it was handled outside: shown when both happened', async () => {
    for (let round = 0; round < 6; round += 1) {
      const lin = phoneOf(cloud, { openid: `oPayer-${round}`, appid: DEMO_APPID });
      const orderId = await paidOrder(cloud, lin, 6600);
      refuseNext(cloud, 'refund', 'NOT_ENOUGH');
      await he.payment.refund({ orderId, amountFen: fen(3000), reason: '退货' });
      const refundId = refundsOf(orderId)[0]!._id;
      const acts = [
        () => he.payment.retryRefund({ refundId }),
        () => second.payment.handleRefund({ refundId, note: '已用现金退给顾客' }),
      ];
      if (round % 2 === 1) acts.reverse();
      await together(...acts);
      await cloud.wechat.pay.deliverDue();
      await pass(cloud, 10);
      await cloud.wechat.pay.deliverDue();
      const [refund] = refundsOf(orderId);
      expect(orderOf(orderId)).toMatchObject({ refundedFen: 3000, refundingFen: 0 });
      const { wechat } = moneyOf(cloud, orderId);
      const inWechat = wechat !== orderOf(orderId).agreed!.payableFen;
      const { refunds } = await he.payment.listTroubledRefunds({ cursor: null });
      const shown = refunds.map((one) => one.refundId).includes(refundId);
      // Back twice only where somebody is told of it.
      if (inWechat && refund!.handled !== null) expect(shown).toBe(true);
      else expect([refund!.status, shown]).toEqual([inWechat ? 'succeeded' : 'handled', false]);
      for (const one of refunds)
        await he.payment.handleRefund({ refundId: one.refundId, note: '顾客已转回' });
    }
  });

  it.each([1, 3])(
    'two clerks, and one of them twice, give back by amount, %i at a time: never more than was paid',
    async (times) => {
      const owner = phoneOf(cloud, 'owner-li');
      const lin = phoneOf(cloud, 'shopper-lin');
      const orderId = await paidOrder(cloud, lin, 10_000);
      const refund = (by: Phone) => () =>
        by.payment.refund({ orderId, amountFen: fen(4000), reason: '退货' });
      const acts = Array.from({ length: times }, () => [refund(owner), refund(he)]).flat();
      const said = await together(...acts, refund(owner));
      expect(said.filter((one) => one === 'ok').length).toBeLessThanOrEqual(2);
      expect(said.filter((one) => !['ok', 'refund_too_much', 'busy'].includes(one))).toEqual([]);
      await cloud.wechat.pay.deliverDue();
      await pass(cloud, 1);
      const backFen = said.filter((one) => one === 'ok').length * 4000;
      expect(orderOf(orderId)).toMatchObject({ refundedFen: backFen, refundingFen: 0 });
    },
  );

  it('an account closes at the very moment its refund is asked for, told of and swept', async () => {
    for (let round = 0; round < 4; round += 1) {
      const who = { openid: `oLeaver-${round}`, appid: DEMO_APPID };
      const { phone, memberId } = await shopperWithPoints(cloud, who, 500);
      const orderId = await paidOrder(cloud, phone, 6600);
      const { payableFen } = orderOf(orderId).agreed!;
      const owner = phoneOf(cloud, 'owner-li');
      await phone.identityMap.requestClosure({});
      await owner.payment.refund({ orderId, amountFen: fen(1000), reason: '退货' });
      if (round < 2) await cloud.wechat.pay.deliverDue();
      cloud.moveClock(cloud.clock.now() + 7 * DAY_MS);
      const rest = () => owner.payment.refund({ orderId, amountFen: fen(payableFen - 1000), reason: '退货' });
      await together(
        () => cloud.trigger('sweep'),
        round % 2 === 0 ? rest : () => cloud.wechat.pay.deliverDue(),
        () => cloud.trigger('payment-sweep'),
        () => cloud.trigger('sweep'),
      );
      for (let hours = 0; hours < 30; hours += 6) {
        await cloud.wechat.pay.deliverDue();
        cloud.moveClock(cloud.clock.now() + 6 * HOUR_MS);
        await sweepTrade(cloud);
      }
      if (orderOf(orderId).refundedFen < payableFen) await rest();
      await cloud.wechat.pay.deliverDue();
      await pass(cloud, 1);
      expect(orderOf(orderId)).toMatchObject({ refundedFen: payableFen, refundingFen: 0, movesFirst: false });
      expect(documentsOf(cloud, 'members').some(({ _id }) => _id === memberId)).toBe(false);
      expect(documentsOf(cloud, 'pointsAccounts').some(({ _id }) => _id === memberId)).toBe(false);
      const numbers = documentsOf(cloud, 'pointsEntries')
        .filter((entry) => entry.memberId === memberId)
        .map(({ number }) => number);
      expect(new Set(numbers).size).toBe(numbers.length);
    }
  });
});
