import type { PaymentId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { logLine } from '../../kit/log/log-line';
import type { Store } from '../../kit/store/store';
import type { PayClient } from '../../kit/wechat/pay-client';
import { recordSuccess } from './record-success';

/** A paid transaction says REFUND once money went back. */
const PAID_STATES = ['SUCCESS', 'REFUND'];

/**
 * Asks WeChat Pay about an attempt and records it when it was paid: for a notice that never came, and for the client that
 * cannot wait for it. What WeChat tells is checked against what was prepared, as a notice is.
 * @throws WechatUnreachable, PayRefused
 */
export async function recordQueried(
  { store, pay, now }: { store: Store; pay: PayClient; now: Instant },
  paymentId: PaymentId,
): Promise<{ state: 'paid' | 'unpaid'; tradeState: string | null }> {
  const known = await pay.query(paymentId);
  if (!known || !PAID_STATES.includes(known.state) || known.transactionId === null)
    return { state: 'unpaid', tradeState: known?.state ?? null };
  const success = await recordSuccess(
    store,
    paymentId,
    { ...known, transactionId: known.transactionId },
    now,
  );
  if (success.outcome === 'refused' || success.outcome === 'unknown') {
    const problem = success.outcome === 'refused' ? success.problem : 'unknown';
    logLine('error', 'payment_mismatch', { paymentId, problem });
    return { state: 'unpaid', tradeState: known.state };
  }
  return { state: 'paid', tradeState: known.state };
}
