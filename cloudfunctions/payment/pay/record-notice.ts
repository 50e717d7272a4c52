import { isFen } from '../../../contracts/primitives/fen';
import { isPaymentId, isRefundId, type RefundId } from '../../../contracts/primitives/ids';
import { instantOfRfc3339 } from '../../../contracts/primitives/time';
import { paySettings } from '../../kit/config/pay-settings';
import type { HttpAnswer, HttpCall } from '../../kit/host/serve-http';
import type { LogFields } from '../../kit/log/log-line';
import { NoticeRefused, openPayNotice, type PayNotice } from '../../kit/wechat/pay-notice';
import { recordSuccess } from './record-success';
import { oneOf } from '../../kit/store/query/condition';
import { CLOSED_BY_WECHAT, OPEN_REFUND, type RefundWord } from '../refund/booked-refund';
import { bookRefund, bookToldRefund } from '../refund/book-refund';

/** 200 and 204 are final for WeChat Pay; 4xx and 5xx make it come again (platform-facts, section 4). */
const ACCEPTED: HttpAnswer = { statusCode: 204 };
const failed = (statusCode: number, message: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ code: 'FAIL', message }),
});
export const NOTICE_FAILURE = failed(500, '处理失败，请稍后重试');

/**
 * A notice of WeChat Pay. Nothing is looked up, let alone changed, before its signature holds; what it says is checked
 * against what was prepared. The durable minimum comes first, the rest only when there is time: WeChat wants its answer within 5 s.
 */
export async function recordNotice(call: HttpCall, log: (fields: LogFields) => void): Promise<HttpAnswer> {
  let notice: PayNotice;
  try {
    notice = openPayNotice(call, paySettings(), call.now);
  } catch (error) {
    if (!(error instanceof NoticeRefused)) throw error;
    log({ outcome: 'refused', problem: error.problem });
    return failed(401, '验签失败');
  }
  const outcome = await take(call, notice);
  log({ kind: notice.kind, outcome });
  return outcome === 'accepted' ? ACCEPTED : failed(400, outcome);
}

/** `accepted`, or what is wrong. */
async function take(call: HttpCall, notice: PayNotice): Promise<string> {
  switch (notice.kind) {
    case 'paid':
      return takePaid(call, notice.content);
    case 'refund':
      return takeRefund(call, notice.content);
    case 'other':
      return 'accepted';
  }
}

type PaidContent = Extract<PayNotice, { kind: 'paid' }>['content'];
type RefundContent = Extract<PayNotice, { kind: 'refund' }>['content'];

async function takePaid({ store, now }: HttpCall, content: PaidContent): Promise<string> {
  const paymentId = content.out_trade_no;
  if (!isPaymentId(paymentId)) return 'out_trade_no';
  const paid = {
    appId: content.appid,
    mchId: content.mchid,
    outTradeNo: paymentId,
    transactionId: content.transaction_id,
    totalFen: content.amount.total,
    currency: content.amount.currency,
    paidAt: instantOfRfc3339(content.success_time),
  };
  const success = await recordSuccess(store, paymentId, paid, now);
  if (success.outcome === 'unknown') return 'out_trade_no';
  return success.outcome === 'refused' ? success.problem : 'accepted';
}

const WORDS: Record<RefundContent['refund_status'], RefundWord> = {
  SUCCESS: 'succeeded',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
};

/**
 * The durable minimum is that the sweep looks at the refund at once: it asks WeChat, who says the same. One call finds the
 * refund, checks what the notice says of it and marks it; whoever is told anything else is looked into after. What the refund
 * takes back is done here when there is time for it.
 */
async function takeRefund(call: HttpCall, content: RefundContent): Promise<string> {
  const { store, now, outOfTime } = call;
  const refundId = content.out_refund_no;
  if (content.mchid !== paySettings().mchId) return 'mchid';
  if (!isRefundId(refundId)) return 'out_refund_no';
  const { out_trade_no: paymentId, amount } = content;
  const { refund: amountFen, total: totalFen } = amount;
  const isMarked =
    isPaymentId(paymentId) &&
    isFen(amountFen) &&
    isFen(totalFen) &&
    (await store.refunds.updateIf(
      refundId,
      { paymentId, amountFen, totalFen, status: oneOf(OPEN_REFUND) },
      { checkAt: now },
    ));
  if (!isMarked) return takeOtherRefund(call, refundId, content);
  if (!outOfTime()) {
    const { orderRules: settings } = await call.settings();
    await bookToldRefund({ store, settings, now }, refundId, ...toldBy(content));
  }
  return 'accepted';
}

/** The notice of a refund that has ended, or one that does not fit. */
async function takeOtherRefund(call: HttpCall, refundId: RefundId, content: RefundContent): Promise<string> {
  const { store, now } = call;
  const refund = await store.refunds.get(refundId);
  if (!refund) return 'out_refund_no';
  if (content.out_trade_no !== refund.paymentId) return 'out_trade_no';
  if (content.amount.refund !== refund.amountFen || content.amount.total !== refund.totalFen) return 'amount';
  const { orderRules: settings } = await call.settings();
  await bookRefund({ store, settings, now }, refund, ...toldBy(content));
  return 'accepted';
}

const toldBy = ({ refund_status }: RefundContent): [RefundWord, string | null] => [
  WORDS[refund_status],
  refund_status === 'CLOSED' ? CLOSED_BY_WECHAT : null,
];
