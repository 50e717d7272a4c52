import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { ShippingRules } from '../../kit/config/settings';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { clippedToLength } from '../../kit/wechat/clipped-text';
import type { OrderShipping } from '../../kit/wechat/shipping/order-shipping';
import { shippingOutcome, type TradeState } from '../../kit/wechat/shipping/shipping-answers';
import { WechatError } from '../../kit/wechat/wechat-error';
import { payableOf } from '../quote/order';
import { goodsText } from './goods-text';
import { recordShipping } from './record-shipping';
import { retryMs, type ShippingChange, type ShippingNews } from './shipping';

type Order = DocumentOf<'orders'>;

interface ShippingCall {
  store: Store;
  shipping: OrderShipping;
  rules: ShippingRules;
  now: Instant;
}

/** Characters of `item_desc` (platform-facts, section 9). */
const MOST_DESCRIPTION = 120;
/** Money on its way back decides whether there is anything to ship. */
const REFUND_WAIT_MS = 10 * MINUTE_MS;

/**
 * One order: WeChat is asked what it has, and told only when it has nothing. A second upload would use the only re-ship
 * chance, so an order whose answer was lost, and one that the merchant shipped by hand, is found out before.
 * @throws WechatUnreachable: it waits, and nothing is lost
 */
export async function shipOrder(call: ShippingCall, order: Order): Promise<ShippingChange | null> {
  const { store, rules, now } = call;
  const { shipping, paymentId } = order;
  if (shipping === null || paymentId === null) return null;
  const tell = (news: ShippingNews) => recordShipping(store, order._id, news, rules, now);
  const isDue = shipping.state === 'due';
  // Not wanted here: nothing is told, and nothing is waited for.
  if (isDue && !rules.isOn) return tell({ kind: 'not_needed' });
  if (isDue && order.refundedFen >= payableOf(order)) return tell({ kind: 'not_needed' });
  const isGoingBack = isDue && order.refundedFen + order.refundingFen >= payableOf(order);
  const laterMs = isGoingBack ? REFUND_WAIT_MS : retryMs(shipping.tries);
  // Whoever moves the moment has the order; a run beside this one leaves it alone.
  const shipAt = addMs(now, laterMs);
  const isMine = await store.orders.updateIf(order._id, { shipAt: order.shipAt }, { shipAt });
  if (!isMine || isGoingBack) return null;
  const payment = await store.payments.require(paymentId, 'internal');
  if (payment.transactionId === null) return tell({ kind: 'failed', problem: 'no transaction' });
  return tell(await learn(call, order, payment.transactionId));
}

/** @throws WechatUnreachable */
async function learn(call: ShippingCall, order: Order, transactionId: string): Promise<ShippingNews> {
  try {
    const state = await call.shipping.read(transactionId);
    if (state === 'to_ship') return await upload(call, order, transactionId);
    return newsOfState(
      state,
      order.shipping?.state === 'due' || order.shipping?.state === 'failed',
      call.now,
    );
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    return newsOf(error.errcode, call.now);
  }
}

/** @param isNew we did not know yet that it is shipped */
function newsOfState(state: TradeState, isNew: boolean, now: Instant): ShippingNews {
  switch (state) {
    case 'refunded':
      return { kind: 'not_needed' };
    case 'complete':
      return { kind: 'settled', at: now, receivedAt: null, by: null };
    case 'confirmed':
      return { kind: 'received', at: now, by: null };
    case 'shipped':
      return isNew ? { kind: 'shipped', at: now } : { kind: 'waits', problem: null, isShown: false };
    case 'unknown':
    case 'to_ship':
      return { kind: 'waits', problem: null, isShown: false };
  }
}

/** @throws WechatError, WechatUnreachable */
async function upload(
  { shipping, now }: ShippingCall,
  { shipping: known, shippingMode, items, storeName }: Order,
  transactionId: string,
): Promise<ShippingNews> {
  // Given up: it is only looked at, until the merchant has shipped it by hand.
  if (known?.state !== 'due' || known.openId === null)
    return { kind: 'waits', problem: null, isShown: false };
  const { openId } = known;
  const description = clippedToLength(goodsText(items, storeName), MOST_DESCRIPTION);
  await shipping.upload({ transactionId, openId, mode: shippingMode, description, now });
  return { kind: 'shipped', at: now };
}

/** What a refusal leaves an order in; after any of them the next try asks before it sends, as every try does. */
export function newsOf(errcode: number, now: Instant): ShippingNews {
  const problem = String(errcode);
  switch (shippingOutcome(errcode)) {
    case 'shipped':
      return { kind: 'shipped', at: now };
    case 'wait':
    case 'ask':
      return { kind: 'waits', problem, isShown: false };
    case 'wait_shown':
      return { kind: 'waits', problem, isShown: true };
    case 'never':
      return { kind: 'failed', problem };
  }
}
