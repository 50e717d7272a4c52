import * as z from 'zod';
import { operation } from '../operation';
import { orderView, storeOrderView } from './payment-values';
import { orderId } from '../values';
import { unshown } from '../text-marks';

/** Goods that reach the payer (an order is fulfilled), and the money WeChat holds until then. */
export const orderShippingOperations = {
  /**
   * 已提货: a clerk gives the goods out. `proof` is what the scan of the payer's code read; null: the clerk found the order in
   * the list. Refuses `order_not_found`, `order_not_paid`, `fulfillment_code_wrong`, `nothing_to_fulfill`.
   */
  fulfillOrder: operation({
    actor: 'clerk',
    store: 'found',
    idempotency: { decidedBy: 'orders/<id>.fulfilled: fulfilled once' },
    input: z.object({ orderId, proof: unshown(z.string().max(64), 'a proof').nullable() }),
    output: z.object({ order: storeOrderView }),
  }),
  /** After WeChat's own sheet: its word proves nothing, so WeChat is asked. Refuses `order_not_found`, `wechat_unavailable`. */
  confirmReceived: operation({
    actor: 'guest',
    limit: { boundedBy: 'an order is confirmed once; until then each call asks WeChat once' },
    idempotency: { decidedBy: 'orders/<id>.shipping: what WeChat says never takes it back' },
    input: z.object({ orderId }),
    output: z.object({ order: orderView }),
  }),
};
