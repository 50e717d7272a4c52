import { instant, type Instant } from '../../../contracts/primitives/time';
import { clearAlarm, raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost, moreThan } from '../../kit/store/query/condition';
import { shipOrder } from './ship-order';

const PAGE = 100;
/** Each waits for WeChat most of its time. */
const AT_ONCE = 8;

export type ShippingReport = { ordersShipped: number; ordersInTrouble: boolean };

/**
 * Orders WeChat holds the money of: told how the goods reach the person, and asked about until the money is the merchant's.
 * Whoever runs the shop is told while an order needs them, and no longer.
 */
export async function followUpShipping(call: TimerCall): Promise<ShippingReport> {
  const { store, now, wechat } = call;
  const due = { shipAt: atMost<Instant | null>(now) };
  const shipping = { store, shipping: wechat.shipping, rules: call.settings.shippingRules, now };
  let changed = false;
  let isTaken = false;
  const ordersShipped = await workThrough(call, {
    collection: 'orders',
    trouble: 'order_shipping_failed',
    atOnce: AT_ONCE,
    readPage: (cursor) => store.orders.find({ where: due, orderBy: 'shipAt', limit: PAGE, cursor }),
    work: async (order) => {
      // The account as a whole cannot be called: every order would only find out the same.
      if (wechat.notReady('mini_program')) return;
      const change = await shipOrder(shipping, order);
      if (change?.shipping.state === 'shipped' && order.shipping?.state !== 'shipped') isTaken = true;
      if (change && (change.shipTroubleAt === null) !== (order.shipTroubleAt === null)) changed = true;
    },
  });
  // Whatever WeChat asked for before: it takes our orders.
  if (isTaken) await clearAlarm(call, { kind: 'order_shipping', subject: 'access' });
  return { ordersShipped, ordersInTrouble: changed ? await keepAlarm(call) : false };
}

const ABOUT = { kind: 'order_shipping', subject: 'upload' } as const;

async function keepAlarm(call: TimerCall): Promise<boolean> {
  const { items } = await call.store.orders.find({
    where: { shipTroubleAt: moreThan<Instant | null>(instant(0)) },
    orderBy: 'shipTroubleAt',
    limit: 1,
  });
  const [first] = items;
  if (!first) {
    await clearAlarm(call, ABOUT);
    return false;
  }
  const detail = `${first.storeName}：${first.shipping?.problem ?? '没有传上去'}`;
  await raiseAlarm(call, { ...ABOUT, detail, since: first.shipTroubleAt ?? call.now });
  return true;
}
