import fc from 'fast-check';
import { payableOf } from '../../cloudfunctions/payment/quote/order';
import type { LocalCloud } from '../../local/server';
import { compareBooks, type WechatBook } from '../../scripts/verify-money/compare-books';
import { moneyOf } from '../stage/money-stage';
import { documentsOf, startJourney } from '../stage/stage';
import { comeToRest, moneyActionNames, moneyActions, openWorld, type MoneyAction } from './money-actions';

/**
 * Whatever happens in whatever order (money-actions.ts), in the end WeChat's books and ours say the same about every order, and
 * nobody's money stays with the merchant for nothing. The seed is random and printed with the story when it fails:
 * `MONEY_SEED=… MONEY_PATH=… npx jest --selectProjects journeys --testPathPatterns properties/money` tells that story again;
 * `MONEY_RUNS` tells more of them.
 */
const { MONEY_SEED, MONEY_PATH, MONEY_RUNS } = process.env;
const seed = MONEY_SEED ? Number(MONEY_SEED) : Math.trunc(Math.random() * 2 ** 31);

interface Step {
  action: MoneyAction;
  order: number;
}
const story = fc.record({
  isMember: fc.boolean(),
  steps: fc.array(fc.record({ action: fc.constantFrom(...moneyActionNames), order: fc.constantFrom(0, 1) }), {
    minLength: 4,
    maxLength: 14,
  }),
});

function wechatBook({ wechat: { pay } }: LocalCloud): WechatBook {
  return {
    payments: new Map(
      [...pay.state.transactions.values()].map(({ outTradeNo, paidAt, totalFen }) => [
        outTradeNo,
        { isPaid: paidAt !== null, amountFen: totalFen },
      ]),
    ),
    refunds: new Map(
      [...pay.state.refunds.values()].map(({ outRefundNo, status, amountFen }) => [
        outRefundNo,
        { status, amountFen },
      ]),
    ),
    unanswered: [],
  };
}

function check(cloud: LocalCloud): void {
  const [orders, payments, refunds] = [
    documentsOf(cloud, 'orders'),
    documentsOf(cloud, 'payments'),
    documentsOf(cloud, 'refunds'),
  ];
  expect(compareBooks({ orders, payments, refunds }, wechatBook(cloud))).toEqual([]);
  for (const order of orders) {
    const { wechat, book } = moneyOf(cloud, order._id);
    expect(wechat).toBe(book);
    // What the merchant keeps is what was agreed, less what is back; the operator may have given some back by hand.
    const ofOrder = refunds.filter(({ orderId, method }) => orderId === order._id && method === 'wechat');
    const byHand = ofOrder.filter(({ kind, status }) => kind === 'surplus' && status === 'handled');
    const back = ofOrder.filter(({ kind, status }) => kind === 'order' && status === 'succeeded');
    const sum = (amounts: { amountFen: number }[]) =>
      amounts.reduce((total, { amountFen }) => total + amountFen, 0);
    const agreed = order.status === 'paid' && order.method === 'wechat' ? payableOf(order) : 0;
    expect(wechat).toBe(agreed - sum(back) + sum(byHand));
    expect(order.refundedFen).toBeLessThanOrEqual(order.status === 'paid' ? payableOf(order) : 0);
    expect(['open', 'paid', 'cancelled']).toContain(order.status);
  }
}

it('in any order of paying, telling, refusing, refunding and giving up, the books agree in the end', async () => {
  const cloud = await startJourney();
  const tell = async ({ isMember, steps }: { isMember: boolean; steps: Step[] }): Promise<void> => {
    await cloud.reset();
    const world = await openWorld(cloud, isMember);
    await moneyActions.pay(world, world.orders[0]!);
    for (const { action, order } of steps)
      await moneyActions[action](world, world.orders[order]!).catch(() => undefined);
    await comeToRest(world);
    check(cloud);
  };
  await fc.assert(fc.asyncProperty(story, tell), {
    seed,
    numRuns: MONEY_RUNS ? Number(MONEY_RUNS) : 12,
    endOnFailure: true,
    ...(MONEY_PATH ? { path: MONEY_PATH } : {}),
  });
  await cloud.close();
});
