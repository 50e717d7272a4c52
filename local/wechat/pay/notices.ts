import { chinaRfc3339, instant } from '../../../contracts/primitives/time';
import type { PayNotice, PayRefund, PayState, PayTransaction } from './state';
import { encryptResource, keyIdFor, signedHeaders } from './signature';

/** Waits between deliveries of a notice nobody accepted: 24 h 4 min in all (platform-facts, section 4). */
export const RETRY_AFTER_MS = [
  15, 15, 30, 180, 600, 1200, 1800, 1800, 1800, 3600, 10800, 10800, 10800, 21600, 21600,
].map((seconds) => seconds * 1000);

export interface PayWorld {
  state: PayState;
  now: () => number;
  changed: () => void;
  appid: () => string;
}

/** RFC 3339 in China time, as WeChat writes it. */
export const rfc3339 = (at: number): string => chinaRfc3339(instant(at));

/** A transaction in the words of the query API and of notices. */
export function transactionResource(transaction: PayTransaction) {
  const paid = transaction.paidAt !== null;
  return {
    appid: transaction.appid,
    mchid: transaction.mchid,
    out_trade_no: transaction.outTradeNo,
    ...(transaction.transactionId !== null && { transaction_id: transaction.transactionId }),
    trade_type: 'JSAPI',
    trade_state: transaction.state,
    trade_state_desc: transaction.state,
    bank_type: 'OTHERS',
    attach: '',
    ...(paid && { success_time: rfc3339(transaction.paidAt ?? 0) }),
    payer: { openid: transaction.openid },
    amount: {
      total: transaction.totalFen,
      payer_total: transaction.totalFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
  };
}

/** A refund as its notice tells it. */
export function refundResource(refund: PayRefund, transaction: PayTransaction) {
  return {
    mchid: transaction.mchid,
    transaction_id: transaction.transactionId,
    out_trade_no: refund.outTradeNo,
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    refund_status: refund.status,
    ...(refund.endedAt !== null && { success_time: rfc3339(refund.endedAt) }),
    user_received_account: '支付用户零钱',
    amount: {
      total: transaction.totalFen,
      refund: refund.amountFen,
      payer_total: transaction.totalFen,
      payer_refund: refund.amountFen,
    },
  };
}

export function addNotice(world: PayWorld, url: string, eventType: string, resource: object): void {
  const now = world.now();
  world.state.notices.push({
    id: `EV-${String(++world.state.serial).padStart(12, '0')}`,
    url,
    eventType,
    resource: JSON.stringify(resource),
    createdAt: now,
    dueAt: now + world.state.policy.delayMs,
    attempts: 0,
    state: 'waiting',
  });
  world.changed();
}

/** The request of one delivery: a fresh timestamp and signature each time, the same content. */
export function noticeRequest(
  notice: PayNotice,
  now: number,
  delivery: number,
  bend: (body: string) => string = (body) => body,
) {
  const original = notice.eventType.startsWith('REFUND') ? 'refund' : 'transaction';
  const content = JSON.stringify({
    id: notice.id,
    create_time: rfc3339(notice.createdAt),
    resource_type: 'encrypt-resource',
    event_type: notice.eventType,
    summary: notice.eventType === 'TRANSACTION.SUCCESS' ? '支付成功' : '退款通知',
    resource: {
      original_type: original,
      ...encryptResource(notice.resource, original, `${notice.id}${delivery}`),
    },
  });
  const body = bend(content);
  const headers = signedHeaders(body, now, `nonce${notice.id}${delivery}`, keyIdFor(delivery));
  return { body, headers: { ...headers, 'content-type': 'application/json' } };
}

/** Accepted is 200 or 204; everything else, and no answer within 5 s, is tried again (platform-facts, section 4). */
async function send(url: string, request: ReturnType<typeof noticeRequest>): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      ...request,
      signal: AbortSignal.timeout(5000),
    });
    await response.arrayBuffer();
    return response.status === 200 || response.status === 204;
  } catch {
    return false;
  }
}

async function deliver(world: PayWorld, notice: PayNotice): Promise<void> {
  const attempt = notice.attempts++;
  const wait = RETRY_AFTER_MS[attempt];
  // Due again before the answer is known: whoever looks at the queue meanwhile does not deliver it a second time.
  notice.dueAt = world.now() + (wait ?? 0);
  const { copies } = world.state.policy;
  const answers = await Promise.all(
    Array.from({ length: copies }, (_, copy) =>
      send(notice.url, noticeRequest(notice, world.now(), world.state.serial + attempt + copy)),
    ),
  );
  // A given-up notice of before a reset is nobody's any more; changing it is harmless.
  if (answers.every(Boolean)) notice.state = 'accepted';
  else if (wait === undefined) notice.state = 'given_up';
  world.changed();
}

/** Delivers what is due, oldest first, until nothing is. */
export async function deliverDue(world: PayWorld): Promise<number> {
  let delivered = 0;
  for (;;) {
    const now = world.now();
    const due = world.state.notices.filter(({ state, dueAt }) => state === 'waiting' && dueAt <= now);
    if (due.length === 0) return delivered;
    due.sort((a, b) => a.dueAt - b.dueAt);
    if (world.state.policy.reversed) due.reverse();
    for (const notice of due) await deliver(world, notice);
    delivered += due.length;
  }
}
