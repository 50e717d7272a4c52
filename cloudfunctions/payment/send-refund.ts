import type { RefundId } from '../../contracts/primitives/ids';
import { addMs, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import type { PaySettings } from '../kit/config/pay-settings';
import { logLine } from '../kit/log/log-line';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import type { PayClient, RefundStatus } from '../kit/wechat/pay-client';
import { PayRefused, WechatUnreachable } from '../kit/wechat/wechat-error';
import { settleRefund, type RefundResult } from './settle-refund';

export interface Refunding {
  store: Store;
  pay: PayClient;
  settings: PaySettings;
  now: Instant;
}

const ASK_AGAIN_MS = 10 * MINUTE_MS;
const RESULTS: Record<Exclude<RefundStatus, 'PROCESSING'>, RefundResult> = {
  SUCCESS: 'succeeded',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
};

/**
 * Takes a refund one step further: money of the counter is given back by the clerk, money in WeChat by WeChat. Asked
 * twice, WeChat knows the refund by its number. What WeChat refuses is closed with its code; no answer is tried again.
 */
export async function sendRefund(call: Refunding, refundId: RefundId): Promise<void> {
  const { store, now } = call;
  const refund = await store.refunds.require(refundId, 'order_not_found');
  if (refund.status !== 'pending' && refund.status !== 'processing') return;
  if (refund.method !== 'wechat') return settleRefund(call, refund, 'succeeded', null);
  try {
    const status = await ask(call, refund);
    if (status !== 'PROCESSING') return await settleRefund(call, refund, RESULTS[status], null);
    await store.refunds.updateIf(
      refundId,
      { status: refund.status },
      { status: 'processing', checkAt: addMs(now, ASK_AGAIN_MS) },
    );
  } catch (error) {
    if (error instanceof PayRefused) return settleRefund(call, refund, 'closed', error.code);
    if (!(error instanceof WechatUnreachable)) throw error;
    logLine('warn', 'refund_unanswered', { refundId });
    await store.refunds.updateIf(refundId, { status: refund.status }, { checkAt: addMs(now, MINUTE_MS) });
  }
}

async function ask({ pay }: Refunding, refund: DocumentOf<'refunds'>): Promise<RefundStatus> {
  if (refund.status === 'processing') {
    const known = await pay.queryRefund(refund._id);
    if (known) return known;
  }
  return pay.refund({
    outTradeNo: refund.paymentId,
    outRefundNo: refund._id,
    reason: refund.reason,
    amountFen: refund.amountFen,
    totalFen: refund.totalFen,
  });
}
