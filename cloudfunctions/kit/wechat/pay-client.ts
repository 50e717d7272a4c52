import { isAxiosError, type AxiosInstance } from 'axios';
import Decorator from 'wechatpay-axios-plugin/lib/decorator';
import Formatter from 'wechatpay-axios-plugin/lib/formatter';
import Rsa from 'wechatpay-axios-plugin/lib/rsa';
import * as z from 'zod';
import type { AppId, OpenId } from '../../../contracts/primitives/ids';
import { chinaRfc3339, type Instant } from '../../../contracts/primitives/time';
import type { PaySettings } from '../config/pay-settings';
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
}

const refundAnswer = z.object({
  out_refund_no: z.string(),
  status: z.enum(['SUCCESS', 'CLOSED', 'PROCESSING', 'ABNORMAL']),
});
export type RefundStatus = z.output<typeof refundAnswer>['status'];

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
  /** Null: WeChat Pay knows no such order. @throws PayRefused, WechatUnreachable */
  query(outTradeNo: string): Promise<QueriedTransaction | null>;
  /** Afterwards it cannot be paid any more. `paid`: it already was. @throws PayRefused, WechatUnreachable */
  close(outTradeNo: string): Promise<'closed' | 'paid'>;
  /** The same refund number again is the same refund. @throws PayRefused, WechatUnreachable */
  refund(order: RefundOrder): Promise<RefundStatus>;
  /** Null: no such refund. @throws PayRefused, WechatUnreachable */
  queryRefund(outRefundNo: string): Promise<RefundStatus | null>;
}

export interface PaySheetParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

const TIMEOUT_MS = 5_000;
const errorBody = z.object({ code: z.string() });

/** 429 and 5xx: WeChat may or may not have acted, and asks to be asked again. */
const isDefinite = (status: number): boolean => status >= 400 && status < 500 && status !== 429;

async function ask(
  axios: AxiosInstance,
  method: 'get' | 'post',
  url: string,
  more: { data?: object; params?: object },
): Promise<unknown> {
  try {
    const { data } = await axios.request<unknown>({ method, url, ...more });
    return data;
  } catch (error) {
    const response = isAxiosError(error) ? error.response : undefined;
    const body = errorBody.safeParse(response?.data);
    if (response && body.success && isDefinite(response.status))
      throw new PayRefused(response.status, body.data.code);
    throw new WechatUnreachable(isAxiosError(error) ? (error.code ?? 'no answer') : 'no answer', {
      cause: error,
    });
  }
}

function parsed<Answer extends z.ZodType>(answer: Answer, data: unknown): z.output<Answer> {
  const result = answer.safeParse(data);
  if (!result.success) throw new WechatUnreachable('an answer of another shape');
  return result.data;
}

async function unlessMissing<Answer>(work: Promise<Answer>): Promise<Answer | null> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof PayRefused && error.status === 404) return null;
    throw error;
  }
}

export function createPayClient(pay: PaySettings): PayClient {
  const axios = Decorator.jsonBased({
    mchid: pay.mchId,
    serial: pay.serial,
    privateKey: pay.privateKey,
    certs: { ...pay.platformKeys },
    ...{ baseURL: pay.apiBase, timeout: TIMEOUT_MS },
  });
  const byOrder = (outTradeNo: string): string => `v3/pay/transactions/out-trade-no/${outTradeNo}`;

  return {
    async prepay({ outTradeNo, description, totalFen, openId, appId, expiresAt }) {
      const data = {
        appid: appId,
        mchid: pay.mchId,
        description,
        out_trade_no: outTradeNo,
        time_expire: chinaRfc3339(expiresAt),
        notify_url: pay.notifyUrl,
        amount: { total: totalFen, currency: 'CNY' },
        payer: { openid: openId },
      };
      const answer = await ask(axios, 'post', 'v3/pay/transactions/jsapi', { data });
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
      const answer = await unlessMissing(ask(axios, 'get', byOrder(outTradeNo), { params }));
      if (answer === null) return null;
      const known = parsed(transaction, answer);
      return {
        state: known.trade_state,
        appId: known.appid,
        mchId: known.mchid,
        outTradeNo: known.out_trade_no,
        transactionId: known.transaction_id ?? null,
        totalFen: known.amount?.total ?? -1,
        currency: known.amount?.currency ?? '',
      };
    },
    async close(outTradeNo) {
      try {
        await ask(axios, 'post', `${byOrder(outTradeNo)}/close`, { data: { mchid: pay.mchId } });
        return 'closed';
      } catch (error) {
        if (!(error instanceof PayRefused)) throw error;
        if (error.code === 'ORDERPAID') return 'paid';
        // Never prepared (the answer or the request was lost), or closed by its own time limit.
        if (error.status === 404 || error.code === 'ORDER_CLOSED') return 'closed';
        throw error;
      }
    },
    async refund({ outTradeNo, outRefundNo, reason, amountFen, totalFen }) {
      const data = {
        out_trade_no: outTradeNo,
        out_refund_no: outRefundNo,
        reason,
        notify_url: pay.notifyUrl,
        amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
      };
      return parsed(refundAnswer, await ask(axios, 'post', 'v3/refund/domestic/refunds', { data })).status;
    },
    async queryRefund(outRefundNo) {
      const answer = await unlessMissing(ask(axios, 'get', `v3/refund/domestic/refunds/${outRefundNo}`, {}));
      return answer === null ? null : parsed(refundAnswer, answer).status;
    },
  };
}

let opened: PayClient | undefined;
/** One client per function instance. */
export const payClient = (pay: PaySettings): PayClient => (opened ??= createPayClient(pay));
