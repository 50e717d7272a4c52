import { fen } from '@contracts/primitives/fen';
import type { CouponSelection } from '@contracts/coupon/coupon-admin';
import { undoLatest } from '../stage/identity-stage';
import { loseNextAnswer, pass, payClosed, refuseNext } from '../stage/money-stage';
import { eggs } from '../journeys/points/mall-stage';
import { sendNotice, STORE } from '../stage/payment-stage';
import { documentsOf, type Phone } from '../stage/stage';
import type { Bill, MoneyWorld } from './money-world';

/**
 * What may happen to money, as a table: a name and what it does to one of the orders. A new way for money to go wrong is one
 * more line here; money.test.ts puts the lines in any order and compares the books. What is refused where it makes no sense
 * is as much part of life as what works.
 */
type Action = (world: MoneyWorld, bill: Bill) => Promise<unknown>;

const payerOf = ({ phones }: MoneyWorld, { payer }: Bill): Phone => phones[payer];

const prepare =
  (coupon: 'best' | 'none', at: 'wechat' | 'counter', usePoints = false): Action =>
  async (world, bill) => {
    const { orderId, sheets } = bill;
    const choice = { orderId, coupon, usePoints };
    const { quote } = await payerOf(world, bill).payment.quote(choice);
    const answer = await payerOf(world, bill).payment.pay({ ...choice, expectedFen: quote.payableFen, at });
    if (answer.outcome === 'pay_in_wechat') sheets.push(answer.sheet);
  };

const openSheet =
  (at: -1 | 0): Action =>
  async (world, bill) => {
    const sheet = bill.sheets.at(at);
    return sheet && payerOf(world, bill).paySheet(sheet);
  };

const confirm: Action = (world, bill) => payerOf(world, bill).payment.confirm({ orderId: bill.orderId });

const payWhole =
  (usePoints: boolean): Action =>
  async (world, bill) => {
    await prepare('best', 'wechat', usePoints)(world, bill);
    await openSheet(-1)(world, bill);
    await confirm(world, bill);
  };

const notice =
  (position: -1 | 0): Action =>
  async ({ cloud: { wechat } }) =>
    wechat.pay.state.notices.length > 0 && sendNotice(wechat.pay.noticeRequest(position));

const refund =
  (amountOf: (refundableFen: number) => number): Action =>
  async ({ clerk }, { orderId }) => {
    const { order } = await clerk.payment.readBill({ orderId });
    const amountFen = fen(amountOf(order.refundableFen));
    await clerk.payment.refund({ orderId, amountFen, reason: '缺货' });
  };

/** Lines as the clerk ticks them: of each line that has so many left, one unit or all that are left. */
const refundLines =
  (chosen: readonly number[], all: boolean): Action =>
  async ({ clerk }, { orderId }) => {
    const bill = await clerk.payment.readBill({ orderId });
    const lines = bill.lines
      .filter(({ line, quantity, backQuantity }) => chosen.includes(line) && backQuantity < quantity)
      .map(({ line, quantity, backQuantity }) => ({ line, quantity: all ? quantity - backQuantity : 1 }));
    const { amountFen: expectedFen } = await clerk.payment.previewRefund({ orderId, lines });
    await clerk.payment.refundLines({ orderId, lines, expectedFen, reason: '退这件' });
  };

const firstTrouble = async ({ operator }: MoneyWorld) =>
  (await operator.payment.listTroubledRefunds({ cursor: null })).refunds[0];

const recall = async ({ operator }: MoneyWorld, selection: CouponSelection) =>
  operator.coupon.revokeCoupons({ selection, reason: '印错了', cursor: null });

const breakDatabase =
  (kind: 'drop-after' | 'error-before' | 'conflict', nth: number): Action =>
  async ({ cloud }) =>
    cloud.faults.apply({ target: 'database', kind, nth });

/** The oldest act that waits for a second person: the operator is one. */
const decideReview =
  (decide: (operator: Phone, reviewId: string) => Promise<unknown>): Action =>
  async ({ operator }) => {
    const { reviews } = await operator.payment.listReviews({ storeId: STORE, cursor: null });
    const found = reviews.find(({ state }) => state === 'waiting');
    if (!found) throw new Error('nothing waits');
    await decide(operator, found.reviewId);
  };

export const moneyActions = {
  pay: prepare('best', 'wechat'),
  pay_another_choice: prepare('none', 'wechat'),
  pay_with_points: prepare('best', 'wechat', true),
  pay_with_points_only: prepare('none', 'wechat', true),
  pay_at_counter: prepare('best', 'counter', true),
  sheet: openSheet(-1),
  first_sheet: openSheet(0),
  pay_whole: payWhole(false),
  pay_whole_with_points: payWhole(true),
  pay_what_was_closed: ({ cloud, phones }, { orderId, payer }) => payClosed(cloud, phones[payer], orderId, 0),
  pay_second_closed: ({ cloud, phones }, { orderId, payer }) => payClosed(cloud, phones[payer], orderId, 1),
  cash: ({ clerk }, { orderId }) => clerk.payment.recordCounterPayment({ orderId, method: 'cash' }),
  attach: (world, bill) => payerOf(world, bill).payment.attach({ orderId: bill.orderId }),
  confirm,
  cancel: (world, bill) => payerOf(world, bill).payment.cancel({ orderId: bill.orderId }),
  clerk_cancels: ({ clerk }, { orderId }) => clerk.payment.cancel({ orderId }),

  notice_early: notice(-1),
  notice_of_long_ago: notice(0),
  notices_twice: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ copies: 2 }),
  notices_reversed: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ reversed: true }),
  wechat_decides: ({ cloud: { wechat } }) => wechat.pay.deliverDue(),

  query_refused: async ({ cloud }) => refuseNext(cloud, 'query', 'SIGN_ERROR', 2),
  query_unknown: async ({ cloud }) => refuseNext(cloud, 'query', 'ORDER_NOT_EXIST', 2),
  close_while_paying: async ({ cloud }) => refuseNext(cloud, 'close', 'USERPAYING', 2),
  close_lost: async ({ cloud }) => loseNextAnswer(cloud, 'close'),
  prepay_lost: async ({ cloud }) => loseNextAnswer(cloud, 'prepay'),
  refund_lost: async ({ cloud }) => loseNextAnswer(cloud, 'refund'),
  refund_not_enough: async ({ cloud }) => refuseNext(cloud, 'refund', 'NOT_ENOUGH'),
  refund_never: async ({ cloud }) => refuseNext(cloud, 'refund', 'INVALID_REQUEST'),
  refund_query_refused: async ({ cloud }) => refuseNext(cloud, 'refund_query', 'NO_AUTH', 2),
  refunds_abnormal: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ refundOutcome: 'ABNORMAL' }),
  refunds_closed: async ({ cloud: { wechat } }) => wechat.pay.setPolicy({ refundOutcome: 'CLOSED' }),
  answer_lost: async ({ cloud }) => cloud.faults.apply({ target: 'function', kind: 'drop-after' }),
  called_twice: async ({ cloud }) => cloud.faults.apply({ target: 'function', kind: 'duplicate' }),
  database_answer_lost: breakDatabase('drop-after', 5),
  database_commit_lost: breakDatabase('drop-after', 14),
  database_fails: breakDatabase('error-before', 9),
  database_conflict: breakDatabase('conflict', 7),

  refund_part: refund(() => 1000),
  refund_fen: refund(() => 1),
  refund_rest: refund((refundableFen) => refundableFen),
  refund_line: refundLines([0], false),
  refund_last_line: refundLines([1, 2], false),
  refund_all_lines: refundLines([0, 1, 2], true),
  retry: async (world) => {
    const found = await firstTrouble(world);
    if (found) await world.operator.payment.retryRefund({ refundId: found.refundId });
  },
  handle: async (world) => {
    const found = await firstTrouble(world);
    if (found)
      await world.operator.payment.handleRefund({ refundId: found.refundId, note: '已用现金退给顾客' });
  },

  coupons_end: async ({ cloud }) =>
    cloud.database.environment(cloud.env).update('coupons', {
      filter: {},
      modifier: { $set: { expiresAt: cloud.clock.now() } },
      multi: true,
    }),
  recall: async (world, { orderId }) => {
    const order = documentsOf(world.cloud, 'orders').find(({ _id }) => _id === orderId);
    const couponId = order?.agreed?.couponId;
    if (couponId) await recall(world, { couponIds: [couponId] });
  },
  exchange: async (world, bill) => {
    const { redemption } = await payerOf(world, bill).points.exchange(eggs);
    world.exchanged.push({ payer: bill.payer, redemptionId: redemption.id });
  },
  cancel_exchange: async ({ phones, exchanged }, { payer }) => {
    const last = exchanged.filter((one) => one.payer === payer).at(-1);
    if (last) await phones[payer].points.cancelRedemption({ redemptionId: last.redemptionId });
  },
  confirm_review: decideReview((operator, reviewId) => operator.payment.confirmReview({ reviewId })),
  reject_review: decideReview((operator, reviewId) => operator.payment.rejectReview({ reviewId })),
  join: (world, bill) => payerOf(world, bill).member.join({ leaderCode: null, phoneCode: null }),
  merge: ({ both }) => both.identityMap.linkMine({}),
  undo_merge: ({ cloud }) => undoLatest(cloud),
  /** What can still be paid stands in the way: it is given up, or its time runs out. */
  close_account: async (world, bill) => {
    const payer = payerOf(world, bill);
    await pass(world.cloud, 16);
    for (const { orderId } of world.bills) await payer.payment.cancel({ orderId }).catch(() => undefined);
    await payer.identityMap.requestClosure({});
    await pass(world.cloud, 7 * 24 * 60);
    await pass(world.cloud, 10);
  },

  minute: ({ cloud }) => pass(cloud, 1),
  ten_minutes: ({ cloud }) => pass(cloud, 10),
  timeout: ({ cloud }) => pass(cloud, 16),
  week: ({ cloud }) => pass(cloud, 8 * 24 * 60),
} as const satisfies Record<string, Action>;

export type MoneyAction = keyof typeof moneyActions;
export const moneyActionNames = Object.keys(moneyActions).filter(
  (name): name is MoneyAction => name in moneyActions,
);
