import * as z from 'zod';
import type { WechatAccount } from '../accounts';
import type { PayTransaction } from '../pay/state';
import { WechatError } from '../wechat-error';
import {
  CONFIRMED,
  EXPRESS,
  KNOWN_AFTER_MS,
  newTradeOrder,
  orderState,
  REFUNDED,
  refundedFen,
  SHIPPED,
  TO_SHIP,
  type TradeOrder,
} from './trade-order';
import type { TradeWorld } from './trade-world';

/** The server API of 发货信息管理, as strict as the page of each call. A key that is null is no key. */
const orderKey = z.discriminatedUnion('order_number_type', [
  z.strictObject({ order_number_type: z.literal(1), mchid: z.string(), out_trade_no: z.string() }),
  z.strictObject({ order_number_type: z.literal(2), transaction_id: z.string() }),
]);
const parcel = z.strictObject({
  tracking_no: z.string().optional(),
  express_company: z.string().optional(),
  item_desc: z.string().optional(),
});
export const uploadInput = z.strictObject({
  order_key: orderKey,
  logistics_type: z.int(),
  delivery_mode: z.int(),
  is_all_delivered: z.boolean().optional(),
  shipping_list: z.array(parcel).min(1).max(15),
  upload_time: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+08:00$/),
  payer: z.strictObject({ openid: z.string() }),
});
type Upload = z.infer<typeof uploadInput>;

export const orderNameInput = z.union([
  z.strictObject({ transaction_id: z.string() }),
  z.strictObject({ merchant_id: z.string(), merchant_trade_no: z.string() }),
]);
type OrderName = z.infer<typeof orderNameInput>;

export const listInput = z.strictObject({
  order_state: z.int().optional(),
  page_size: z.int().min(1).max(50).default(50),
});
export const receivedInput = z.intersection(
  z.union([
    z.object({ transaction_id: z.string() }),
    z.object({ merchant_id: z.string(), merchant_trade_no: z.string() }),
  ]),
  z.object({ received_time: z.int() }),
);
export const managedInput = z.strictObject({ appid: z.string() });
export const jumpPathInput = z.strictObject({ path: z.string().min(1) });

const OK = { errcode: 0, errmsg: 'ok' };
const LONGEST_DESCRIPTION = 120;
const SPLIT = 2;

/** An order is known a minute after its payment. @throws WechatError 10060001 */
function findOrder(
  { sandbox, pay }: TradeWorld,
  isIt: (transaction: PayTransaction) => boolean,
): PayTransaction {
  const found = [...pay().transactions.values()].find(isIt);
  if (!found || found.paidAt === null || sandbox.now() < found.paidAt + KNOWN_AFTER_MS)
    throw new WechatError(10060001);
  return found;
}

const byName =
  (name: OrderName) =>
  ({ transactionId, mchid, outTradeNo }: PayTransaction): boolean =>
    'transaction_id' in name
      ? transactionId === name.transaction_id
      : mchid === name.merchant_id && outTradeNo === name.merchant_trade_no;

const tradeOf = ({ sandbox }: TradeWorld, { outTradeNo }: PayTransaction): TradeOrder =>
  sandbox.state.tradeOrders.get(outTradeNo) ?? newTradeOrder();

export const tradeState = (world: TradeWorld, transaction: PayTransaction): number =>
  orderState(
    tradeOf(world, transaction),
    refundedFen(world.pay(), transaction.outTradeNo) >= transaction.totalFen,
  );

/** @throws WechatError for what no order could be shipped with */
function checkParcels({ logistics_type, delivery_mode, is_all_delivered, shipping_list }: Upload): void {
  if (![1, 2, 3, 4].includes(logistics_type) || ![1, 2].includes(delivery_mode))
    throw new WechatError(10060005);
  if (delivery_mode === SPLIT && logistics_type !== EXPRESS) throw new WechatError(10060006);
  if (delivery_mode === SPLIT && is_all_delivered === undefined) throw new WechatError(47001);
  if (delivery_mode !== SPLIT && shipping_list.length > 1) throw new WechatError(47001);
  for (const { item_desc, tracking_no, express_company } of shipping_list) {
    if (!item_desc) throw new WechatError(10060008);
    if (item_desc.length > LONGEST_DESCRIPTION) throw new WechatError(10060009);
    if (logistics_type !== EXPRESS) continue;
    if (!tracking_no) throw new WechatError(268485226);
    if (!express_company) throw new WechatError(268485227);
  }
}

/** POST /wxa/sec/order/upload_shipping_info. */
export function uploadShipping(world: TradeWorld, account: WechatAccount, input: Upload) {
  requireManaged(world);
  checkParcels(input);
  const { order_key: key } = input;
  const transaction = findOrder(
    world,
    byName(
      key.order_number_type === 2
        ? { transaction_id: key.transaction_id }
        : { merchant_id: key.mchid, merchant_trade_no: key.out_trade_no },
    ),
  );
  if (transaction.appid !== account.appid) throw new WechatError(10060001);
  if (transaction.openid !== input.payer.openid) throw new WechatError(10060031);
  const known = tradeOf(world, transaction);
  const state = tradeState(world, transaction);
  const told = JSON.stringify([input.logistics_type, input.delivery_mode, input.shipping_list]);
  if (state === REFUNDED) throw new WechatError(10060004);
  if (state !== TO_SHIP) {
    if (known.told === told) throw new WechatError(10060023);
    if (state !== SHIPPED) throw new WechatError(10060002);
    if (known.uploads > 1) throw new WechatError(10060003);
  }
  const now = world.sandbox.now();
  world.sandbox.state.tradeOrders.set(transaction.outTradeNo, {
    ...known,
    uploads: known.uploads + 1,
    told,
    shippedAt: known.shippedAt ?? now,
    logisticsType: input.logistics_type,
  });
  world.queue({ kind: 'shipped', outTradeNo: transaction.outTradeNo });
  return OK;
}

/** Without 发货信息管理 nothing about orders can be asked or told. */
function requireManaged({ sandbox }: TradeWorld): void {
  if (!sandbox.state.isTradeManaged) throw new WechatError(48001);
}

function viewOrder(world: TradeWorld, transaction: PayTransaction) {
  const known = tradeOf(world, transaction);
  return {
    transaction_id: transaction.transactionId,
    merchant_id: transaction.mchid,
    merchant_trade_no: transaction.outTradeNo,
    description: transaction.description,
    paid_amount: transaction.totalFen,
    openid: transaction.openid,
    pay_time: Math.floor((transaction.paidAt ?? 0) / 1000),
    order_state: tradeState(world, transaction),
    in_complaint: false,
    ...(known.shippedAt !== null && {
      shipping: { logistics_type: known.logisticsType, finish_shipping: true },
    }),
  };
}

/** POST /wxa/sec/order/get_order. */
export function getOrder(world: TradeWorld, input: OrderName) {
  requireManaged(world);
  return { ...OK, order: viewOrder(world, findOrder(world, byName(input))) };
}

/** POST /wxa/sec/order/get_order_list. */
export function getOrderList(world: TradeWorld, input: z.infer<typeof listInput>) {
  requireManaged(world);
  const known = [...world.pay().transactions.values()].filter(
    ({ paidAt }) => paidAt !== null && world.sandbox.now() >= paidAt + KNOWN_AFTER_MS,
  );
  const wanted = known
    .filter((one) => input.order_state === undefined || tradeState(world, one) === input.order_state)
    .sort((one, other) => (other.paidAt ?? 0) - (one.paidAt ?? 0));
  return {
    ...OK,
    order_list: wanted.slice(0, input.page_size).map((one) => viewOrder(world, one)),
    has_more: wanted.length > input.page_size,
  };
}

/** POST /wxa/sec/order/notify_confirm_receive: the person is asked to confirm, once. */
export function notifyConfirmReceive(world: TradeWorld, input: z.infer<typeof receivedInput>) {
  requireManaged(world);
  const transaction = findOrder(world, byName(input));
  const known = tradeOf(world, transaction);
  if (tradeState(world, transaction) !== SHIPPED || known.wasNotified) throw new WechatError(10060004);
  world.sandbox.state.tradeOrders.set(transaction.outTradeNo, { ...known, wasNotified: true });
  return OK;
}

/** POST /wxa/sec/order/is_trade_managed. */
export function isTradeManaged({ sandbox }: TradeWorld, account: WechatAccount, appid: string) {
  if (appid !== account.appid) throw new WechatError(40013);
  return { ...OK, is_trade_managed: sandbox.state.isTradeManaged };
}

/** The person confirms in WeChat's own sheet (`weappOrderConfirm`). Whether it was theirs to confirm. */
export function confirmByPerson(world: TradeWorld, openid: string, transactionId: string): boolean {
  const transaction = [...world.pay().transactions.values()].find(
    (one) => one.transactionId === transactionId && one.openid === openid,
  );
  if (!transaction || tradeState(world, transaction) !== SHIPPED) return false;
  const known = tradeOf(world, transaction);
  world.sandbox.state.tradeOrders.set(transaction.outTradeNo, {
    ...known,
    confirmedAt: world.sandbox.now(),
    confirmedBy: 2,
  });
  return tradeState(world, transaction) === CONFIRMED;
}
