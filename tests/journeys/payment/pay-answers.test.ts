import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OrderId } from '@contracts/primitives/ids';
import { DAY_MS } from '@contracts/primitives/time';
import { TuankaError } from '@contracts/errors';
import {
  isBusy,
  outcomeOf,
  UNANSWERED,
  type PayCallName,
} from '../../../cloudfunctions/kit/wechat/pay-answers';
import type { LocalCloud } from '../../../local/server';
import { PayError, payErrorCodes } from '../../../local/wechat/pay/pay-error';
import { dropNext, loseNextAnswer, pass, paidOrder, refundBy, refuseNext } from '../../stage/money-stage';
import { BEST, billOf } from '../../stage/payment-stage';
import { documentsOf, phoneOf, startJourney, type Phone } from '../../stage/stage';

/** docs/wechat-pay-answers.md, cell by cell: what the pure decision says, and what really happens when the sandbox answers so. */
const CALLS = ['prepay', 'query', 'close', 'refund', 'refund_query'] as const satisfies PayCallName[];
type Call = (typeof CALLS)[number];
/** Any code nobody has named yet. */
const OTHER = 'A_CODE_OF_TOMORROW';

function readTable(): Map<string, Record<Call, string>> {
  const text = readFileSync(path.resolve(__dirname, '../../../docs/wechat-pay-answers.md'), 'utf8');
  const rows = text
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    )
    .filter((cells) => cells.length === 1 + CALLS.length);
  const [heading, , ...body] = rows;
  expect(heading).toEqual(['Code', ...CALLS]);
  return new Map(
    body.map(([code = '', prepay = '', query = '', close = '', refund = '', refund_query = '']) => [
      code === 'any other' ? OTHER : code,
      { prepay, query, close, refund, refund_query },
    ]),
  );
}
const table = readTable();
const statusOf = (code: string): number => (code === UNANSWERED ? 0 : new PayError(code, '').status);

it('every code of the sandbox stands in the table, but for the 202 of a closing', () => {
  const missing = payErrorCodes.filter((code) => code !== 'USERPAYING' && !table.has(code));
  expect(missing).toEqual([]);
  expect(table.has(UNANSWERED) && table.has(OTHER)).toBe(true);
});

it.each([...table.keys()])('the decision says what the table says: %s', (code) => {
  const said = isBusy(statusOf(code), code) ? UNANSWERED : code;
  const decided = Object.fromEntries(CALLS.map((call) => [call, outcomeOf(call, said)]));
  expect(decided).toEqual(table.get(code));
});

let cloud: LocalCloud;
let lin: Phone;
beforeAll(async () => {
  cloud = await startJourney();
  lin = phoneOf(cloud, 'shopper-lin');
});
afterAll(() => cloud.close());

/** The client tries three times. */
const answerNext = (call: Call, code: string, times = 3): void =>
  code === UNANSWERED ? dropNext(cloud, call, times) : refuseNext(cloud, call, code, times);
const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: unknown) => (error instanceof TuankaError ? error.code : String(error)),
  );
const orderOf = (orderId: OrderId) => documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId)!;
const paymentsOf = (orderId: OrderId) =>
  documentsOf(cloud, 'payments').filter((payment) => payment.orderId === orderId);
const pay = async (orderId: OrderId) => {
  const { quote } = await lin.payment.quote({ orderId, ...BEST });
  return lin.payment.pay({ orderId, ...BEST, expectedFen: quote.payableFen, at: 'wechat' });
};

/** Prepared at WeChat, paid there, and nobody told: the worst moment for any answer. */
async function paidUnheard(hearsPrepay = true): Promise<OrderId> {
  const orderId = await billOf(cloud, 3000);
  if (!hearsPrepay) loseNextAnswer(cloud, 'prepay', 3);
  expect(await codeOf(pay(orderId))).toBe(hearsPrepay ? 'done' : 'wechat_unavailable');
  cloud.faults.clear();
  const transaction = cloud.wechat.pay.state.transactions.get(paymentsOf(orderId)[0]!._id)!;
  const transactionId = `42${transaction.outTradeNo.slice(4)}`;
  Object.assign(transaction, { state: 'SUCCESS', paidAt: cloud.clock.now(), transactionId });
  return orderId;
}

/** The word of the table that describes what was seen. */
const walk: Record<Call, (code: string) => Promise<string>> = {
  async prepay(code) {
    const orderId = await paidUnheard(false);
    answerNext('prepay', code);
    const seen = await codeOf(pay(orderId));
    if (seen === 'wechat_unavailable') return 'again';
    if (paymentsOf(orderId).length > 1) return 'next_attempt';
    const { status } = orderOf(orderId);
    if (seen === 'done' && status === 'paid') return 'ask_paid';
    // The attempt stays: nothing is over because it was refused.
    return seen === 'payment_refused' && status === 'awaiting_payment' ? 'refused' : `${seen} ${status}`;
  },
  async query(code) {
    const orderId = await paidUnheard();
    answerNext('query', code);
    const seen = await codeOf(lin.payment.confirm({ orderId }));
    expect(orderOf(orderId).status).toBe('awaiting_payment');
    cloud.faults.clear();
    expect((await lin.payment.confirm({ orderId })).order.state).toBe('paid');
    if (seen === 'done') return 'unknown';
    return seen === 'wechat_unavailable' ? 'ask_again' : seen;
  },
  async close(code) {
    const orderId = await paidUnheard();
    answerNext('close', code);
    const seen = await codeOf(lin.payment.cancel({ orderId }));
    const { status } = orderOf(orderId);
    if (status === 'cancelled') return 'closed';
    if (status === 'paid' && seen === 'order_already_paid') return 'ask_paid';
    return seen === 'wechat_unavailable' && status === 'awaiting_payment' ? 'ask_again' : `${seen} ${status}`;
  },
  async refund(code) {
    const orderId = await paidOrder(cloud, lin, 3000);
    answerNext('refund', code, 1);
    await refundBy(cloud, orderId, 1000);
    const refund = documentsOf(cloud, 'refunds').find((one) => one.orderId === orderId)!;
    expect(orderOf(orderId).refundingFen).toBe(refund.status === 'closed' ? 0 : 1000);
    if (refund.status === 'closed') return 'never';
    expect(refund.status).toBe('pending');
    return refund.attentionAt === null ? 'wait' : 'wait_shown';
  },
  async refund_query(code) {
    await cloud.reset();
    const orderId = await paidOrder(cloud, lin, 3000);
    await refundBy(cloud, orderId, 1000);
    answerNext('refund_query', code, 1);
    await pass(cloud, 10);
    const [refund] = documentsOf(cloud, 'refunds');
    expect([refund?.status, orderOf(orderId).refundingFen]).toEqual(['processing', 1000]);
    return refund?.submits === 2 ? 'submit' : 'ask_again';
  },
};

describe.each(CALLS)('%s, answered by the sandbox', (call) => {
  beforeEach(() => {
    cloud.faults.clear();
    cloud.wechat.pay.setPolicy({
      delayMs: call === 'prepay' || call === 'query' || call === 'close' ? DAY_MS : 0,
    });
  });

  it.each([...table.keys()])('%s', async (code) => {
    expect(await walk[call](code)).toBe(table.get(code)?.[call]);
  });
});
