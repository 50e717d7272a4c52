import { refuse } from '../../../contracts/errors';
import type { OrderId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { isFulfillmentProof } from '../../kit/ids/fulfillment-proof';
import { readRefunds } from '../quote/read-bill';
import { isAllBack, payableOf, viewStoreOrder } from '../quote/order';
import { fulfillmentOf } from './shipping';

/**
 * 已提货, by the payer's code or by what the clerk saw; fulfilled once, whoever does it. WeChat confirms the order by itself
 * two days after it was shipped: nobody is asked to confirm what they carried out of the shop.
 * @throws TuankaError order_not_found, order_not_paid, fulfillment_code_wrong, nothing_to_fulfill
 */
export async function fulfillOrder(
  call: WriteCall<'clerk'>,
  { orderId, proof }: { orderId: OrderId; proof: string | null },
) {
  const { store, staff, settings, now, atStore } = call;
  const done = await store.transact(async (transaction) => {
    const order = await transaction.orders.require(orderId, 'order_not_found');
    atStore(order.storeId);
    if (proof !== null && !isFulfillmentProof(settings.memberCodeKey, orderId, proof))
      throw refuse('fulfillment_code_wrong', orderId);
    if (order.status !== 'paid') throw refuse('order_not_paid', orderId);
    if (order.fulfilled !== null) return order;
    if (fulfillmentOf({ ...order, isBack: isAllBack(order) }) === null)
      throw refuse('nothing_to_fulfill', orderId);
    const how = proof === null ? ('list' as const) : ('scan' as const);
    const fulfilled = { at: now, staffId: staff._id, how };
    await transaction.orders.update(orderId, { fulfilled });
    await recordAudit(transaction, call, {
      action: 'payment.fulfillOrder',
      subjectId: orderId,
      storeId: order.storeId,
      amountFen: payableOf(order),
      detail: { how },
      after: { fulfilled: how },
    });
    return { ...order, fulfilled };
  });
  return { order: viewStoreOrder(done, await readRefunds(store, orderId), now) };
}
