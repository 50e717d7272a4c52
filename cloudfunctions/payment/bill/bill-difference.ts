import { fen, yuanText } from '../../../contracts/primitives/fen';
import type { OrderId } from '../../../contracts/primitives/ids';
import { CLOSED_BY_WECHAT } from '../refund/booked-refund';
import type { BillLine } from './trade-bill';

/** What a line of WeChat's bill and the book say of each other, in words. Pure. */
interface Booked {
  orderId: OrderId;
  method: string;
  status: string;
  amountFen: number;
}
interface Payment extends Booked {
  transactionId: string | null;
}
interface Refund extends Booked {
  paymentId: string;
  note: string | null;
}

export interface BillDifference {
  text: string;
  orderId: OrderId | null;
}

const yuan = (amountFen: number): string => `${yuanText(fen(amountFen))} 元`;

/** Which it is in WeChat's own list, where the book has nothing to lead to. */
const placeOf = ({ at, transactionId }: BillLine): string => `${at}，微信订单号 ${transactionId}`;

export function paidDifference(line: BillLine, payment: Payment | undefined): BillDifference | null {
  const { amountFen } = line;
  if (amountFen === null)
    return { text: `账单里的金额读不懂（${placeOf(line)}）`, orderId: payment?.orderId ?? null };
  if (!payment)
    return { text: `微信收了 ${yuan(amountFen)}，账上没有这笔（${placeOf(line)}）`, orderId: null };
  const { orderId } = payment;
  if (payment.method !== 'wechat' || payment.status !== 'succeeded')
    return { text: `微信收了 ${yuan(amountFen)}，账上还没有收到`, orderId };
  if (payment.amountFen !== amountFen)
    return { text: `微信收了 ${yuan(amountFen)}，账上是 ${yuan(payment.amountFen)}`, orderId };
  return payment.transactionId === line.transactionId
    ? null
    : { text: `微信收了 ${yuan(amountFen)}，微信订单号与账上的不同（${placeOf(line)}）`, orderId };
}

/** The bill has what WeChat began to give back; how that ended stands in the book alone. */
export function refundedDifference(line: BillLine, refund: Refund | undefined): BillDifference | null {
  const { amountFen } = line;
  if (amountFen === null)
    return { text: `账单里的金额读不懂（${placeOf(line)}）`, orderId: refund?.orderId ?? null };
  if (!refund)
    return { text: `微信退了 ${yuan(amountFen)}，账上没有这笔（${placeOf(line)}）`, orderId: null };
  const { orderId } = refund;
  if (!isTaken(refund)) return { text: `微信退了 ${yuan(amountFen)}，账上没有退出去`, orderId };
  if (refund.amountFen !== amountFen)
    return { text: `微信退了 ${yuan(amountFen)}，账上是 ${yuan(refund.amountFen)}`, orderId };
  return refund.paymentId === line.outTradeNo
    ? null
    : { text: `微信退了 ${yuan(amountFen)}，退的是另一笔付款（${placeOf(line)}）`, orderId };
}

const isTaken = ({ method, status, note }: Refund): boolean =>
  method === 'wechat' && status !== 'pending' && (status !== 'closed' || note === CLOSED_BY_WECHAT);

/** Something WeChat has among its lines that is neither paid nor given back. */
export const otherDifference = (line: BillLine): BillDifference => ({
  text: `账单里有一笔既不是收款也不是退款（${placeOf(line)}）`,
  orderId: null,
});

export const missingDifference = (
  what: '收了' | '退了',
  { amountFen, orderId }: Pick<Payment, 'amountFen' | 'orderId'>,
): BillDifference => ({ text: `账上${what} ${yuan(amountFen)}，微信账单里没有`, orderId });
