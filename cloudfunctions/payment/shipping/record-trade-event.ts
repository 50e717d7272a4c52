import * as z from 'zod';
import { isPaymentId } from '../../../contracts/primitives/ids';
import { addMs, instant, MINUTE_MS } from '../../../contracts/primitives/time';
import { raiseAlarm } from '../../kit/alarm/raise-alarm';
import type { TimerCall } from '../../kit/host/serve-timer';
import { recordShipping } from './record-shipping';
import type { ShippingNews } from './shipping';

type EventCall = Pick<TimerCall, 'store' | 'now' | 'requestId' | 'settings'>;

const REMIND_ACCESS = 'trade_manage_remind_access_api';
const REMIND_SHIPPING = 'trade_manage_remind_shipping';
const SETTLEMENT = 'trade_manage_order_settlement';
/** The names under which the table of events finds this area. */
export const tradeEventNames = [REMIND_ACCESS, REMIND_SHIPPING, SETTLEMENT];

/** Seconds since the epoch, as text or number; 0 and an empty text are a moment that is not there. */
const moment = z.coerce
  .number()
  .int()
  .positive()
  .transform((seconds) => instant(seconds * 1000))
  .optional()
  .catch(undefined);
/** Longer than an upload under way can take: a second one beside it would use the only re-ship chance. */
const BESIDE_NOBODY_MS = MINUTE_MS;
const tradeEvent = z.object({
  Event: z.string(),
  transaction_id: z.coerce.string().optional(),
  merchant_trade_no: z.string().optional(),
  shipped_time: moment,
  estimated_settlement_time: moment,
  confirm_receive_method: z.coerce.number().optional(),
  confirm_receive_time: moment,
  settlement_time: moment,
  msg: z.string().default(''),
});
type TradeEvent = z.output<typeof tradeEvent>;

/** What WeChat pushes about orders it holds the money of; safe to repeat, late and out of order (platform-facts, section 9). */
export async function recordTradeEvent(call: EventCall, raw: unknown): Promise<'recorded' | 'ignored'> {
  const parsed = tradeEvent.safeParse(raw);
  if (!parsed.success) return 'ignored';
  const { data: event } = parsed;
  if (event.Event === REMIND_ACCESS) {
    await raiseAlarm(call, { kind: 'order_shipping', subject: 'access', detail: event.msg, since: call.now });
    return 'recorded';
  }
  const order = await orderOf(call, event);
  if (!order?.shipping) return 'ignored';
  const { store, now } = call;
  if (event.Event === REMIND_SHIPPING) {
    const { state } = order.shipping;
    if (state !== 'due' && state !== 'failed') return 'ignored';
    const soon = addMs(now, BESIDE_NOBODY_MS);
    if (order.shipAt !== null && order.shipAt <= soon) return 'ignored';
    await store.orders.updateIf(order._id, { shipAt: order.shipAt }, { shipAt: soon });
    return 'recorded';
  }
  const news = newsOf(event);
  if (news === null) return 'ignored';
  await recordShipping(store, order._id, news, call.settings.shippingRules, now);
  return 'recorded';
}

/** Ours, and of the payment that counts: what was paid too much goes back by itself. */
async function orderOf({ store }: EventCall, { merchant_trade_no: paymentId, transaction_id }: TradeEvent) {
  if (!isPaymentId(paymentId)) return null;
  const payment = await store.payments.get(paymentId);
  if (!payment || (transaction_id !== undefined && payment.transactionId !== transaction_id)) return null;
  const order = await store.orders.get(payment.orderId);
  return order?.paymentId === paymentId ? order : null;
}

function newsOf(event: TradeEvent): ShippingNews | null {
  const { shipped_time, estimated_settlement_time, confirm_receive_time, settlement_time } = event;
  const by = event.confirm_receive_method === 2 ? 'person' : 'time';
  if (settlement_time !== undefined)
    return { kind: 'settled', at: settlement_time, receivedAt: confirm_receive_time ?? null, by };
  if (confirm_receive_time !== undefined) return { kind: 'received', at: confirm_receive_time, by };
  if (shipped_time === undefined) return null;
  return { kind: 'shipped', at: shipped_time, releaseAt: estimated_settlement_time ?? null };
}
