import { addMs, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { TimerCall } from '../../kit/host/serve-timer';
import { workThrough } from '../../kit/host/work-through';
import { atMost } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';
import { openPayClient } from '../../kit/wechat/pay-client';
import { endOrder } from '../pay/cancel-order';
import { moveFirstOrder } from '../claim/move-first-order';
import { nextCheckAt } from './check-schedule';
import { recordQueried } from '../pay/record-queried';
import { sendRefund } from '../refund/send-refund';
import { applyPayment } from '../pay/apply-payment';

type Order = DocumentOf<'orders'>;

const PAGE = 100;
const TROUBLE = 'payment_check_failed';

export type PaymentReport = { ordersChecked: number; refundsChecked: number };

/**
 * What payments left for later, oldest first: effects of paid orders, orders whose notice never came, orders that ran out
 * of time, refunds still on their way. One that fails is looked at again a minute later and does not hold up the rest.
 */
export async function followUpPayments(call: TimerCall): Promise<PaymentReport> {
  const { store, now } = call;
  const due = { checkAt: atMost<Instant | null>(now) };
  const later = addMs(now, MINUTE_MS);
  const ordersChecked = await workThrough(call, {
    collection: 'orders',
    trouble: TROUBLE,
    readPage: (cursor) => store.orders.find({ where: due, orderBy: 'checkAt', limit: PAGE, cursor }),
    work: (order) =>
      followUpOrder(call, order).catch(async (error: unknown) => {
        await store.orders.updateIf(order._id, { checkAt: order.checkAt }, { checkAt: later });
        throw error;
      }),
  });
  const refunding = { store, pay: openPayClient(), settings: call.settings.orderRules, now };
  const refundsChecked = await workThrough(call, {
    collection: 'refunds',
    trouble: TROUBLE,
    readPage: (cursor) => store.refunds.find({ where: due, orderBy: 'checkAt', limit: PAGE, cursor }),
    work: ({ _id, checkAt }) =>
      sendRefund(refunding, _id).catch(async (error: unknown) => {
        await store.refunds.updateIf(_id, { checkAt }, { checkAt: later });
        throw error;
      }),
  });
  return { ordersChecked, refundsChecked };
}

async function followUpOrder(call: TimerCall, order: Order): Promise<void> {
  const { store, now, requestId } = call;
  if (order.status === 'paid' && order.applied && order.movesFirst) return moveFirstOrder(call, order._id);
  if (order.status === 'paid') return void (await applyPayment(call, order._id));
  const pay = openPayClient();
  const { paymentId } = order;
  if (!order.atCounter && paymentId !== null) {
    const { state } = await recordQueried({ store, pay, now }, paymentId);
    if (state === 'paid') return void (await applyPayment(call, order._id));
  }
  if (now < order.expiresAt) {
    const preparedAt = addMs(order.expiresAt, -call.settings.orderRules.payWithinMs);
    const checkAt = nextCheckAt(preparedAt, order.expiresAt, now);
    return void (await store.orders.updateIf(
      order._id,
      { status: 'awaiting_payment', paymentId },
      { checkAt },
    ));
  }
  const ended = await endOrder({ store, pay, now, requestId }, order, 'system');
  if (ended.status === 'paid') await applyPayment(call, order._id);
}
