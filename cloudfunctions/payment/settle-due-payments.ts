import { TuankaError, type ErrorCode } from '../../contracts/errors';
import { addMs, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { orderRules } from '../kit/config/pay-settings';
import type { TimerCall } from '../kit/host/serve-timer';
import { logLine } from '../kit/log/log-line';
import { atMost } from '../kit/store/condition';
import type { Query } from '../kit/store/collection';
import type { Page } from '../kit/store/page';
import type { DocumentOf } from '../kit/store/schema';
import { openPayClient } from '../kit/wechat/pay-client';
import { PayRefused, WechatUnreachable } from '../kit/wechat/wechat-error';
import { endOrder } from './cancel-order';
import { nextCheckAt } from './check-schedule';
import { recordQueried } from './record-queried';
import { sendRefund } from './send-refund';
import { settleOrder } from './settle-order';

type Order = DocumentOf<'orders'>;

const PAGE = 100;

export type PaymentReport = { ordersChecked: number; refundsChecked: number };

/**
 * What payments left for later, oldest first: effects of paid orders, orders whose notice never came, orders that ran out
 * of time, refunds still on their way. One that fails is looked at again a minute later and does not hold up the rest.
 */
export async function settleDuePayments(call: TimerCall): Promise<PaymentReport> {
  const { store, now } = call;
  const ordersChecked = await eachDue(
    call,
    (query) => store.orders.find(query),
    async (order) => {
      await settleDueOrder(call, order).catch(async (error: unknown) => {
        reportTrouble(error, order._id);
        await store.orders.updateIf(
          order._id,
          { checkAt: order.checkAt },
          { checkAt: addMs(now, MINUTE_MS) },
        );
      });
    },
  );
  const refundsChecked = await eachDue(
    call,
    (query) => store.refunds.find(query),
    async ({ _id, checkAt }) => {
      const refunding = { store, pay: openPayClient(), settings: orderRules(), now };
      await sendRefund(refunding, _id).catch(async (error: unknown) => {
        reportTrouble(error, _id);
        await store.refunds.updateIf(_id, { checkAt }, { checkAt: addMs(now, MINUTE_MS) });
      });
    },
  );
  return { ordersChecked, refundsChecked };
}

/** Every document whose `checkAt` has come, a page at a time, each once per run. */
async function eachDue<Document extends { checkAt: Instant | null }>(
  { now, outOfTime }: TimerCall,
  find: (query: Query<{ checkAt: Instant | null }>) => Promise<Page<Document>>,
  work: (document: Document) => Promise<void>,
): Promise<number> {
  let done = 0;
  let cursor: string | null = null;
  do {
    const page: Page<Document> = await find({
      where: { checkAt: atMost<Instant | null>(now) },
      orderBy: 'checkAt',
      limit: PAGE,
      cursor,
    });
    for (const document of page.items) {
      if (outOfTime()) return done;
      await work(document);
      done += 1;
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  return done;
}

async function settleDueOrder(call: TimerCall, order: Order): Promise<void> {
  const { store, now } = call;
  if (order.status === 'paid') return void (await settleOrder(call, order._id));
  const pay = openPayClient();
  const { paymentId } = order;
  if (!order.atCounter && paymentId !== null) {
    const { state } = await recordQueried({ store, pay, now }, paymentId);
    if (state === 'paid') return void (await settleOrder(call, order._id));
  }
  if (now < order.expiresAt) {
    const preparedAt = addMs(order.expiresAt, -orderRules().payWithinMs);
    const checkAt = nextCheckAt(preparedAt, order.expiresAt, now);
    return void (await store.orders.updateIf(
      order._id,
      { status: 'awaiting_payment', paymentId },
      { checkAt },
    ));
  }
  const ended = await endOrder({ store, pay, now }, order);
  if (ended.status === 'paid') await settleOrder(call, order._id);
}

const EXPECTED: readonly ErrorCode[] = ['payment_in_progress', 'payment_not_configured'];

function reportTrouble(error: unknown, id: string): void {
  const expected =
    error instanceof WechatUnreachable ||
    error instanceof PayRefused ||
    (error instanceof TuankaError && EXPECTED.includes(error.code));
  logLine(expected ? 'warn' : 'error', 'payment_check_failed', { id, detail: String(error) });
}
