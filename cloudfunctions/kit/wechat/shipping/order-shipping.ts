import * as z from 'zod';
import type { OpenId } from '../../../../contracts/primitives/ids';
import { chinaRfc3339Millis, type Instant } from '../../../../contracts/primitives/time';
import { tradeStateOf, type TradeState } from './shipping-answers';
import { WechatError } from '../wechat-error';

/** 发货信息管理: without it the money of a payment stays frozen (platform-facts, section 9). */
export interface OrderShipping {
  /**
   * Says how the goods of a payment reach the person. A second upload for a shipped order uses its only re-ship chance:
   * whoever calls this has asked `read` before.
   * @throws WechatError: shipping-answers.ts; WechatUnreachable, after which nobody knows
   */
  upload(shipment: Shipment): Promise<void>;
  /** What WeChat has of it; `unknown` also while it knows no such payment. @throws WechatError, WechatUnreachable */
  read(transactionId: string): Promise<TradeState>;
  /** Whether the mini-program has access at all. @throws WechatError, WechatUnreachable */
  isManaged(): Promise<boolean>;
}

export interface Shipment {
  transactionId: string;
  openId: OpenId;
  mode: 'pickup' | 'same_city' | 'virtual';
  /** At most 120 characters, not empty. */
  description: string;
  now: Instant;
}

/** `logistics_type`; express is not among what a counter does. */
const LOGISTICS: Readonly<Record<Shipment['mode'], number>> = { same_city: 2, virtual: 3, pickup: 4 };
const BY_TRANSACTION = 2;
const IN_ONE = 1;
const UNKNOWN_ORDER = 10060001;

const orderAnswer = z.object({ order: z.object({ order_state: z.number() }) });
const managedAnswer = z.object({ is_trade_managed: z.boolean() });

type Ask = <Answer extends z.ZodType>(
  path: string,
  body: unknown,
  answer: Answer,
) => Promise<z.output<Answer>>;

export const createOrderShipping = (appId: string, ask: Ask): OrderShipping => ({
  async upload({ transactionId, openId, mode, description, now }) {
    const body = {
      order_key: { order_number_type: BY_TRANSACTION, transaction_id: transactionId },
      logistics_type: LOGISTICS[mode],
      delivery_mode: IN_ONE,
      shipping_list: [{ item_desc: description }],
      upload_time: chinaRfc3339Millis(now),
      payer: { openid: openId },
    };
    await ask('/wxa/sec/order/upload_shipping_info', body, z.object({}));
  },
  async read(transactionId) {
    try {
      const body = { transaction_id: transactionId };
      const { order } = await ask('/wxa/sec/order/get_order', body, orderAnswer);
      return tradeStateOf(order.order_state);
    } catch (error) {
      if (error instanceof WechatError && error.errcode === UNKNOWN_ORDER) return 'unknown';
      throw error;
    }
  },
  async isManaged() {
    return (await ask('/wxa/sec/order/is_trade_managed', { appid: appId }, managedAnswer)).is_trade_managed;
  },
});
