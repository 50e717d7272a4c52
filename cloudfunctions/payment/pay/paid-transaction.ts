import type { Instant } from '../../../contracts/primitives/time';

/** A transaction as WeChat Pay tells it, in a notice or when asked. */
export interface PaidTransaction {
  appId: string;
  mchId: string;
  outTradeNo: string;
  transactionId: string;
  totalFen: number;
  currency: string;
  /** By WeChat's clock; null: it does not say. */
  paidAt: Instant | null;
}

interface Expected {
  _id: string;
  appId: string | null;
  mchId: string | null;
  amountFen: number;
}

/** What is wrong with it, by name; null when it is the payment we prepared. */
export function transactionProblem(payment: Expected, paid: PaidTransaction): string | null {
  if (paid.outTradeNo !== payment._id) return 'out_trade_no';
  if (paid.mchId !== payment.mchId) return 'mchid';
  if (paid.appId !== payment.appId) return 'appid';
  if (paid.currency !== 'CNY') return 'currency';
  return paid.totalFen === payment.amountFen ? null : 'amount';
}
