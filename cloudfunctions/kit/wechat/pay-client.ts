import Formatter from 'wechatpay-axios-plugin/lib/formatter';
import Rsa from 'wechatpay-axios-plugin/lib/rsa';
import * as z from 'zod';
import { TuankaError } from '../../../contracts/errors';
import type { AppId, OpenId } from '../../../contracts/primitives/ids';
import {
  chinaRfc3339,
  instantOfRfc3339,
  type ChinaDate,
  type Instant,
} from '../../../contracts/primitives/time';
import { paySettings, type PaySettings } from '../config/pay-settings';
import { clippedToBytes } from './clipped-text';
import { downloadBill } from './download-bill';
import { outcomeOf } from './pay-answers';
import { opening, send, type Open } from './pay-request';
import { PayRefused, WechatUnreachable } from './wechat-error';

/**
 * WeChat Pay v3 (platform-facts, section 4). The library signs every request and verifies every successful answer by the
 * key its serial names; what it cannot verify counts as no answer.
 */

const transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.string(),
  amount: z.object({ total: z.int(), currency: z.string().default('CNY') }).optional(),
  success_time: z.string().optional(),
});

/** A transaction when asked for; paid when `trade_state` is SUCCESS or, later, REFUND. */
export interface QueriedTransaction {
  state: string;
  appId: string;
  mchId: string;
  outTradeNo: string;
  transactionId: string | null;
  totalFen: number;
  currency: string;
  /** When it was paid, by WeChat's clock; null: it does not say. */
  paidAt: Instant | null;
}

const refundAnswer = z.object({
  out_refund_no: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
  create_time: z.string().optional(),
});
export type RefundStatus = z.output<typeof refundAnswer>['status'];

export interface AnsweredRefund {
  status: RefundStatus;
  /** When WeChat took it, by its clock: the day whose bill has it; null: it does not say. */
  acceptedAt: Instant | null;
}

export interface Prepay {
  outTradeNo: string;
  description: string;
  totalFen: number;
  openId: OpenId;
  appId: AppId;
  expiresAt: Instant;
}

export interface RefundOrder {
  outTradeNo: string;
  outRefundNo: string;
  reason: string;
  amountFen: number;
  totalFen: number;
}

export interface PayClient {
  /** The same order again gives the same prepay_id. @throws PayRefused ORDERPAID, ORDER_CLOSED …; WechatUnreachable */
  prepay(order: Prepay): Promise<string>;
  /** What `wx.requestPayment` takes, signed now. */
  sheetFor(appId: AppId, prepayId: string, now: Instant): PaySheetParams;
  /** Null: WeChat Pay knows no such order. @throws PayRefused, WechatUnreachable: neither says anything about the order */
  query(outTradeNo: string): Promise<QueriedTransaction | null>;
  /**
   * `closed`: it cannot be paid any more. `paid`: it already was. `paying`: the person is at it (202), so it is neither.
   * @throws PayRefused, WechatUnreachable
   */
  close(outTradeNo: string): Promise<'closed' | 'paid' | 'paying'>;
  /** The same refund number again is the same refund. @throws PayRefused, WechatUnreachable */
  refund(order: RefundOrder): Promise<AnsweredRefund>;
  /** Null: no such refund. @throws PayRefused, WechatUnreachable: neither says anything about the refund */
  queryRefund(outRefundNo: string): Promise<AnsweredRefund | null>;
  /**
   * WeChat's trade bill of a China day, as it wrote it. Null: it has none of that day.
   * @throws PayRefused; WechatUnreachable, also while it is still being written or came damaged
   */
  tradeBill(day: ChinaDate): Promise<string | null>;
}

export interface PaySheetParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

const DESCRIPTION_BYTES = 127;
const REASON_BYTES = 80;

function parsed<Answer extends z.ZodType>(answer: Answer, data: unknown): z.output<Answer> {
  const result = answer.safeParse(data);
  if (!result.success) throw new WechatUnreachable('an answer of another shape');
  return result.data;
}

/** Null when the refusal means that there is no such thing. */
async function unlessMissing<Answer>(work: Promise<Answer>): Promise<Answer | null> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof PayRefused)) throw error;
    const missing =
      (error.call === 'query' && outcomeOf('query', error.code) === 'unknown') ||
      (error.call === 'refund_query' && outcomeOf('refund_query', error.code) === 'submit');
    if (missing) return null;
    throw error;
  }
}

async function closeAt(open: Open, url: string, mchid: string): Promise<'closed' | 'paid' | 'paying'> {
  try {
    const { status } = await send(open, 'close', 'post', url, { data: { mchid } });
    if (status === 204) return 'closed';
    if (status === 202) return 'paying';
    throw new WechatUnreachable(`${status} is no answer to a closing`);
  } catch (error) {
    const outcome = error instanceof PayRefused ? outcomeOf('close', error.code) : 'ask_again';
    if (outcome === 'ask_again') throw error;
    return outcome === 'closed' ? 'closed' : 'paid';
  }
}

const prepayBody = (
  { mchId, notifyUrl }: PaySettings,
  { outTradeNo, description, totalFen, openId, appId, expiresAt }: Prepay,
): object => ({
  appid: appId,
  mchid: mchId,
  description: clippedToBytes(description, DESCRIPTION_BYTES),
  out_trade_no: outTradeNo,
  time_expire: chinaRfc3339(expiresAt),
  notify_url: notifyUrl,
  amount: { total: totalFen, currency: 'CNY' },
  payer: { openid: openId },
});

const refundBody = (
  { notifyUrl }: PaySettings,
  { outTradeNo, outRefundNo, reason, amountFen, totalFen }: RefundOrder,
): object => ({
  out_trade_no: outTradeNo,
  out_refund_no: outRefundNo,
  reason: clippedToBytes(reason, REASON_BYTES),
  notify_url: notifyUrl,
  amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
});

const queriedTransaction = (known: z.output<typeof transaction>): QueriedTransaction => ({
  state: known.trade_state,
  appId: known.appid,
  mchId: known.mchid,
  outTradeNo: known.out_trade_no,
  transactionId: known.transaction_id ?? null,
  totalFen: known.amount?.total ?? -1,
  currency: known.amount?.currency ?? '',
  paidAt: instantOfRfc3339(known.success_time),
});

function answeredRefund(data: unknown): AnsweredRefund {
  const { status, create_time } = parsed(refundAnswer, data);
  return { status, acceptedAt: instantOfRfc3339(create_time) };
}

export function createPayClient(pay: PaySettings): PayClient {
  const open = opening(pay);
  const byOrder = (outTradeNo: string): string => `v3/pay/transactions/out-trade-no/${outTradeNo}`;

  return {
    async prepay(order) {
      const data = prepayBody(pay, order);
      const { data: answer } = await send(open, 'prepay', 'post', 'v3/pay/transactions/jsapi', { data });
      return parsed(z.object({ prepay_id: z.string().min(1) }), answer).prepay_id;
    },
    sheetFor(appId, prepayId, now) {
      const timeStamp = String(Math.floor(now / 1000));
      const nonceStr = Formatter.nonce();
      const content = `prepay_id=${prepayId}`;
      const message = Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, content);
      const paySign = Rsa.sign(message, Rsa.from(pay.privateKey, Rsa.KEY_TYPE_PRIVATE));
      return { appId, timeStamp, nonceStr, package: content, signType: 'RSA', paySign };
    },
    async query(outTradeNo) {
      const params = { mchid: pay.mchId };
      const answer = await unlessMissing(send(open, 'query', 'get', byOrder(outTradeNo), { params }));
      return answer === null ? null : queriedTransaction(parsed(transaction, answer.data));
    },
    close: (outTradeNo) => closeAt(open, `${byOrder(outTradeNo)}/close`, pay.mchId),
    async refund(order) {
      const data = refundBody(pay, order);
      const answer = await send(open, 'refund', 'post', 'v3/refund/domestic/refunds', { data });
      return answeredRefund(answer.data);
    },
    async queryRefund(outRefundNo) {
      const url = `v3/refund/domestic/refunds/${outRefundNo}`;
      const answer = await unlessMissing(send(open, 'refund_query', 'get', url, {}));
      return answer === null ? null : answeredRefund(answer.data);
    },
    tradeBill: (day) =>
      downloadBill(async (url, more) => (await send(open, 'trade_bill', 'get', url, more)).data, day),
  };
}

let opened: PayClient | undefined;
/**
 * One client per function instance. Where WeChat Pay is missing or malformed there is one too, and whoever asks it anything
 * is told so: what needs no WeChat Pay never notices.
 */
export function openPayClient(): PayClient {
  try {
    return (opened ??= createPayClient(paySettings()));
  } catch (error) {
    if (error instanceof TuankaError) return withoutWechatPay(error);
    throw error;
  }
}

function withoutWechatPay(why: TuankaError): PayClient {
  const refused = async (): Promise<never> => {
    throw why;
  };
  const sheetFor = (): never => {
    throw why;
  };
  return {
    prepay: refused,
    sheetFor,
    query: refused,
    close: refused,
    refund: refused,
    queryRefund: refused,
    tradeBill: refused,
  };
}
