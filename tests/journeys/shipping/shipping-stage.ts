import { isOrderId, type OrderId } from '@contracts/primitives/ids';
import { MINUTE_MS } from '@contracts/primitives/time';
import type { LocalCloud } from '../../../local/server';
import { documentsOf } from '../../stage/stage';

/** What journeys about 发货信息管理 share. */
export const UPLOAD = '/wxa/sec/order/upload_shipping_info';
export const ASK = '/wxa/sec/order/get_order';

export function orderOf(cloud: LocalCloud, orderId: OrderId) {
  const found = documentsOf(cloud, 'orders').find(({ _id }) => _id === orderId);
  if (!found || !isOrderId(found._id)) throw new Error(orderId);
  return found;
}

export const shippingOf = (cloud: LocalCloud, orderId: OrderId) => {
  const { shipping } = orderOf(cloud, orderId);
  if (!shipping) throw new Error(`${orderId} has nothing to ship`);
  return shipping;
};

/** The order as WeChat has it. */
export const tradeOf = (cloud: LocalCloud, orderId: OrderId) =>
  cloud.wechat.trade.orderOf(orderOf(cloud, orderId).paymentId ?? '');

export const frozenOf = (cloud: LocalCloud, orderId: OrderId) =>
  cloud.wechat.trade.moneyOf(orderOf(cloud, orderId).paymentId ?? '');

/** Time goes by with its timers, in steps. */
export async function passTime(cloud: LocalCloud, ms: number, stepMs = ms): Promise<void> {
  const end = cloud.clock.now() + ms;
  while (cloud.clock.now() < end) {
    cloud.moveClock(Math.min(end, cloud.clock.now() + stepMs));
    await cloud.runTimers();
  }
}

export const nextMinutes = (cloud: LocalCloud, minutes: number) =>
  passTime(cloud, minutes * MINUTE_MS, MINUTE_MS);
