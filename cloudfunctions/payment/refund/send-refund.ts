import type { RefundId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { OrderRules } from '../../kit/config/settings';
import { logLine } from '../../kit/log/log-line';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import { outcomeOf, UNANSWERED } from '../../kit/wechat/pay-answers';
import type { AnsweredRefund, PayClient, RefundStatus } from '../../kit/wechat/pay-client';
import { PayRefused, WechatUnreachable } from '../../kit/wechat/wechat-error';
import { CLOSED_BY_WECHAT, FAILURES_SHOWN, isOpenRefund, retryAt, type RefundWord } from './booked-refund';
import { bookRefund } from './book-refund';

type Refund = DocumentOf<'refunds'>;

export interface Refunding {
  store: Store;
  pay: PayClient;
  settings: OrderRules;
  now: Instant;
}

/** What one step brought: WeChat's word about the refund; nothing, so the same number comes again; or that it can never be. */
type Told =
  | ({ told: 'status' } & AnsweredRefund)
  | { told: 'nothing'; code: string; shown: boolean }
  | { told: 'never'; code: string };

const WORDS: Record<RefundStatus, RefundWord> = {
  PROCESSING: 'processing',
  SUCCESS: 'succeeded',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
};

/**
 * Takes a refund one step further: money of the counter is given back by the clerk, money in WeChat by WeChat. Whatever was
 * sent once is asked about before it is sent again, always under the same number. Only what can never be ends it, and only
 * when WeChat says that it has no such refund, twice when an earlier try was never answered; a surplus goes on even then, for it is not the merchant's money.
 */
export async function sendRefund(call: Refunding, refundId: RefundId): Promise<void> {
  const refund = await call.store.refunds.require(refundId, 'order_not_found');
  if (!isOpenRefund(refund.status)) return;
  if (refund.method !== 'wechat') return bookRefund(call, refund, 'succeeded', null);
  const step = wasSent(refund) ? await askFirst(call, refund) : await submit(call, refund);
  if (step.told === 'status') {
    const note = step.status === 'CLOSED' ? CLOSED_BY_WECHAT : null;
    return bookRefund({ ...call, acceptedAt: step.acceptedAt }, refund, WORDS[step.status], note);
  }
  if (step.told === 'never' && refund.kind === 'order') return bookRefund(call, refund, 'closed', step.code);
  return postpone(call, refund, step.code, step.told === 'never' || step.shown);
}

const wasSent = ({ submits, status }: Refund): boolean => submits > 0 || status !== 'pending';

async function askFirst(call: Refunding, refund: Refund): Promise<Told> {
  const known = await query(call, refund);
  return known === 'unknown' ? submit(call, refund) : known;
}

/** No refusal of a query says anything about the refund. */
export async function query({ pay }: Pick<Refunding, 'pay'>, refund: Refund): Promise<Told | 'unknown'> {
  try {
    const known = await pay.queryRefund(refund._id);
    return known === null ? 'unknown' : { told: 'status', ...known };
  } catch (error) {
    return { told: 'nothing', code: codeOf(error), shown: false };
  }
}

async function submit(call: Refunding, refund: Refund): Promise<Told> {
  const { _id, submits } = refund;
  // Written before it is sent: whoever finds a lost answer, or a crash, asks first.
  await call.store.refunds.updateIf(_id, { submits }, { submits: submits + 1 });
  try {
    const answer = await call.pay.refund({
      outTradeNo: refund.paymentId,
      outRefundNo: _id,
      reason: refund.reason,
      amountFen: refund.amountFen,
      totalFen: refund.totalFen,
    });
    return { told: 'status', ...answer };
  } catch (error) {
    const code = codeOf(error);
    const outcome = outcomeOf('refund', code);
    if (outcome !== 'never') return { told: 'nothing', code, shown: outcome === 'wait_shown' };
    const known = await query(call, refund);
    if (known !== 'unknown') return known;
    // An earlier try may be on its way to being known: of one that was sent before, "never" is heard twice, minutes apart.
    if (wasSent(refund) && !wasNever(refund)) return { told: 'nothing', code, shown: true };
    return { told: 'never', code };
  }
}

/** The answer before this one was that it can never be. */
const wasNever = ({ note }: Refund): boolean => note !== null && outcomeOf('refund', note) === 'never';

/** WeChat Pay's code. @throws what is no trouble of WeChat Pay */
function codeOf(error: unknown): string {
  if (error instanceof PayRefused) return error.code;
  if (error instanceof WechatUnreachable) return UNANSWERED;
  throw error;
}

async function postpone(
  { store, now }: Refunding,
  { _id, status, attentionAt, ...refund }: Refund,
  code: string,
  shown: boolean,
): Promise<void> {
  const failures = refund.failures + 1;
  logLine('warn', 'refund_waits', { refundId: _id, code, failures });
  const needed = shown || failures >= FAILURES_SHOWN;
  await store.refunds.updateIf(
    _id,
    { status },
    {
      failures,
      note: code,
      checkAt: retryAt(failures, now),
      attentionAt: attentionAt ?? (needed ? now : null),
    },
  );
}
