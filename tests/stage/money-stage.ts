import { fen } from '@contracts/primitives/fen';
import type { OrderId } from '@contracts/primitives/ids';
import { HOUR_MS, instant, MINUTE_MS } from '@contracts/primitives/time';
import { verifyLedger } from '../../scripts/verify-ledger/verify-ledger';
import { compareBooks } from '../../scripts/verify-money/compare-books';
import { compareOwners } from '../../scripts/verify-money/compare-owners';
import { readBook, readSandbox } from '../../scripts/verify-money/read-books';
import { readOwners } from '../../scripts/verify-money/read-owners';
import type { PayCallName } from '../../cloudfunctions/kit/wechat/pay-answers';
import type { LocalCloud } from '../../local/server';
import { billOf, payInWechat } from './payment-stage';
import { checkoutOf } from './points-stage';
import { documentsOf, phoneOf, type Phone } from './stage';
import { sweepTrade } from './journey/sweep-trade';

/** What journeys about money share: WeChat Pay's answers bent, and both books side by side. */
const PATHS: Record<PayCallName, string> = {
  prepay: '/v3/pay/transactions/jsapi',
  query: '/v3/pay/transactions/out-trade-no',
  close: '/v3/pay/transactions/close',
  refund: '/v3/refund/domestic/refunds',
  refund_query: '/v3/refund/query',
};

/** WeChat Pay refuses the next such calls with this code. */
export const refuseNext = (cloud: LocalCloud, call: PayCallName, code: string, times = 1): void =>
  cloud.faults.apply({ target: 'wechat', path: PATHS[call], kind: 'pay-error', code, times });

/** WeChat Pay does what it is asked, and nobody hears of it. */
export const loseNextAnswer = (cloud: LocalCloud, call: PayCallName, times = 1): void =>
  cloud.faults.apply({ target: 'wechat', path: PATHS[call], kind: 'drop-after', times });

/** WeChat Pay is not reached. */
export const dropNext = (cloud: LocalCloud, call: PayCallName, times = 1): void =>
  cloud.faults.apply({ target: 'wechat', path: PATHS[call], kind: 'drop-before', times });

export async function pass(cloud: LocalCloud, minutes: number): Promise<void> {
  cloud.moveClock(cloud.clock.now() + minutes * MINUTE_MS);
  await sweepTrade(cloud);
}

/** An order paid in WeChat and confirmed. */
export async function paidOrder(cloud: LocalCloud, phone: Phone, amountFen: number): Promise<OrderId> {
  const orderId = await billOf(cloud, amountFen);
  await payInWechat(phone, orderId);
  await phone.payment.confirm({ orderId });
  return orderId;
}

export const refundBy = (cloud: LocalCloud, orderId: OrderId, amountFen: number, reason = '缺货') =>
  phoneOf(cloud, 'clerk-zhou').payment.refund({ orderId, amountFen: fen(amountFen), reason });

/** Money of one order that is with the merchant, in fen: as WeChat has it and as our book has it. */
export function moneyOf(cloud: LocalCloud, orderId: OrderId): { wechat: number; book: number } {
  const { transactions, refunds } = cloud.wechat.pay.state;
  const sum = (amounts: number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const isOurs = (paymentId: string): boolean => paymentId.slice(4, 30) === orderId.slice(4);
  const paidInWechat = [...transactions.values()].filter(
    ({ outTradeNo, paidAt }) => paidAt !== null && isOurs(outTradeNo),
  );
  const backInWechat = [...refunds.values()].filter(
    ({ outTradeNo, status }) => status === 'SUCCESS' && isOurs(outTradeNo),
  );
  const paid = documentsOf(cloud, 'payments').filter(
    (payment) => payment.orderId === orderId && payment.status === 'succeeded' && payment.method === 'wechat',
  );
  const back = documentsOf(cloud, 'refunds').filter(
    (refund) => refund.orderId === orderId && refund.status === 'succeeded' && refund.method === 'wechat',
  );
  return {
    wechat:
      sum(paidInWechat.map(({ totalFen }) => totalFen)) - sum(backInWechat.map(({ amountFen }) => amountFen)),
    book: sum(paid.map(({ amountFen }) => amountFen)) - sum(back.map(({ amountFen }) => amountFen)),
  };
}

/**
 * The person pays an attempt at the very moment it is closed: WeChat takes the money although we gave it up. False: there is
 * no such attempt, or it is paid.
 */
export async function payClosed(
  cloud: LocalCloud,
  phone: Phone,
  orderId: OrderId,
  position: number,
): Promise<boolean> {
  const transaction = [...cloud.wechat.pay.state.transactions.values()].filter(
    ({ outTradeNo }) => outTradeNo.slice(4, 30) === orderId.slice(4),
  )[position];
  if (!transaction || transaction.paidAt !== null) return false;
  Object.assign(transaction, { state: 'NOTPAY', expiresAt: cloud.clock.now() + HOUR_MS });
  const { prepayId } = transaction;
  const body = JSON.stringify({ prepayId, openid: phone.identity.openid, outcome: 'paid' });
  const response = await fetch(`${cloud.url}/local/wechat/pay`, { method: 'POST', body });
  return response.ok;
}

/** What hangs on orders of somebody else, as `verify-money` finds it. */
export async function strangersIn(cloud: LocalCloud) {
  const { store } = checkoutOf(cloud);
  const book = await readBook(store);
  return compareOwners(book.orders, await readOwners(store, book));
}

/** `verify-money` and `verify-ledger`, as the commands do it: everything they find. */
export async function foundInBooks(cloud: LocalCloud): Promise<unknown[]> {
  const { store } = checkoutOf(cloud);
  const book = await readBook(store);
  const { found } = await verifyLedger(store, { repair: false, now: instant(cloud.clock.now()) });
  return [...compareBooks(book, await readSandbox(cloud.url)), ...found, ...(await strangersIn(cloud))];
}
