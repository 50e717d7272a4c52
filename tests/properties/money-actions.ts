import { fen } from '@contracts/primitives/fen';
import type { PaySheet } from '@contracts/payment';
import type { OrderId } from '@contracts/primitives/ids';
import type { LocalCloud } from '../../local/server';
import { loseNextAnswer, pass, payClosed, refuseNext } from '../stage/money-stage';
import { billOf, sendNotice } from '../stage/payment-stage';
import { phoneOf, type Phone } from '../stage/stage';

/**
 * What may happen to money, as a table: a name and what it does to one of the orders. A new way for money to go wrong is one
 * more line here; money.test.ts puts the lines in any order and compares the books. What is refused where it makes no sense
 * is as much part of life as what works.
 */
export interface MoneyWorld {
  cloud: LocalCloud;
  shopper: Phone;
  clerk: Phone;
  operator: Phone;
  orders: { orderId: OrderId; sheets: PaySheet[] }[];
}
type Bill = MoneyWorld['orders'][number];
type Action = (world: MoneyWorld, bill: Bill) => Promise<unknown>;

const BILLS_FEN = [3200, 10_000];

export async function openWorld(cloud: LocalCloud, isMember: boolean): Promise<MoneyWorld> {
  const shopper = phoneOf(cloud, 'shopper-lin');
  if (isMember) await shopper.member.join({ leaderCode: null, phoneCode: null });
  cloud.wechat.pay.setPolicy({ delayMs: 3 * 60_000 });
  const orders: Bill[] = [];
  for (const amountFen of BILLS_FEN) orders.push({ orderId: await billOf(cloud, amountFen), sheets: [] });
  return {
    cloud,
    shopper,
    clerk: phoneOf(cloud, 'clerk-zhou'),
    operator: phoneOf(cloud, 'operator-he'),
    orders,
  };
}

const prepare =
  (coupon: 'best' | 'none', at: 'wechat' | 'counter'): Action =>
  async ({ shopper }, { orderId, sheets }) => {
    const choice = { orderId, coupon, usePoints: false };
    const { quote } = await shopper.payment.quote(choice);
    const answer = await shopper.payment.pay({ ...choice, expectedFen: quote.payableFen, at });
    if (answer.outcome === 'pay_in_wechat') sheets.push(answer.sheet);
  };

const refund =
  (amountOf: (refundableFen: number) => number): Action =>
  async ({ clerk }, { orderId }) => {
    const { order } = await clerk.payment.readBill({ orderId });
    const amountFen = fen(amountOf(order.refundableFen));
    await clerk.payment.refund({ orderId, amountFen, reason: '缺货' });
  };

const firstTrouble = async ({ operator }: MoneyWorld) =>
  (await operator.payment.listTroubledRefunds({ cursor: null })).refunds[0];

export const moneyActions = {
  pay: prepare('best', 'wechat'),
  pay_another_choice: prepare('none', 'wechat'),
  pay_at_counter: prepare('best', 'counter'),
  sheet: async ({ shopper }, { sheets }) => sheets.length > 0 && shopper.paySheet(sheets.at(-1)!),
  first_sheet: async ({ shopper }, { sheets }) => sheets.length > 0 && shopper.paySheet(sheets[0]!),
  pay_what_was_closed: ({ cloud, shopper }, { orderId }) => payClosed(cloud, shopper, orderId, 0),
  pay_second_closed: ({ cloud, shopper }, { orderId }) => payClosed(cloud, shopper, orderId, 1),
  cash: ({ clerk }, { orderId }) => clerk.payment.recordCounterPayment({ orderId, method: 'cash' }),
  confirm: ({ shopper }, { orderId }) => shopper.payment.confirm({ orderId }),
  cancel: ({ shopper }, { orderId }) => shopper.payment.cancel({ orderId }),

  notice_early: async ({ cloud: { wechat } }) =>
    wechat.pay.state.notices.length > 0 && sendNotice(wechat.pay.noticeRequest(-1)),
  notice_of_long_ago: async ({ cloud: { wechat } }) =>
    wechat.pay.state.notices.length > 0 && sendNotice(wechat.pay.noticeRequest(0)),
  notices_twice: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ copies: 2 }),
  notices_reversed: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ reversed: true }),
  wechat_decides: ({ cloud: { wechat } }) => wechat.pay.deliverDue(),

  query_refused: async ({ cloud }) => refuseNext(cloud, 'query', 'SIGN_ERROR', 2),
  close_while_paying: async ({ cloud }) => refuseNext(cloud, 'close', 'USERPAYING', 2),
  prepay_lost: async ({ cloud }) => loseNextAnswer(cloud, 'prepay'),
  refund_lost: async ({ cloud }) => loseNextAnswer(cloud, 'refund'),
  refund_not_enough: async ({ cloud }) => refuseNext(cloud, 'refund', 'NOT_ENOUGH'),
  refund_never: async ({ cloud }) => refuseNext(cloud, 'refund', 'INVALID_REQUEST'),
  refund_query_refused: async ({ cloud }) => refuseNext(cloud, 'refund_query', 'NO_AUTH', 2),
  refunds_abnormal: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' }),
  refunds_closed: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ refundOutcome: 'CLOSED' }),

  refund_part: refund(() => 1000),
  refund_rest: refund((refundableFen) => refundableFen),
  retry: async (world) => {
    const found = await firstTrouble(world);
    if (found) await world.operator.payment.retryRefund({ refundId: found.refundId });
  },
  handle: async (world) => {
    const found = await firstTrouble(world);
    if (found)
      await world.operator.payment.handleRefund({ refundId: found.refundId, note: '已用现金退给顾客' });
  },

  minute: ({ cloud }) => pass(cloud, 1),
  ten_minutes: ({ cloud }) => pass(cloud, 10),
  timeout: ({ cloud }) => pass(cloud, 16),
} as const satisfies Record<string, Action>;

export type MoneyAction = keyof typeof moneyActions;
export const moneyActionNames = Object.keys(moneyActions).filter(
  (name): name is MoneyAction => name in moneyActions,
);

/** Everything that is under way comes to its end: no more trouble, people mend what is abnormal, days pass. */
export async function comeToRest({ cloud, operator }: MoneyWorld): Promise<void> {
  cloud.faults.clear();
  const { pay } = cloud.wechat;
  pay.setPolicy({ delayMs: 0, copies: 1, reversed: false, refundOutcome: 'SUCCESS' });
  for (const round of [1, 2, 3]) {
    for (const one of pay.state.refunds.values()) if (one.status === 'ABNORMAL') one.status = 'PROCESSING';
    await pay.deliverDue();
    await pass(cloud, round * 24 * 60);
    const { refunds } = await operator.payment.listTroubledRefunds({ cursor: null });
    for (const { refundId } of refunds)
      await operator.payment.retryRefund({ refundId }).catch(() => undefined);
  }
  await pay.deliverDue();
  await pass(cloud, 60);
}
