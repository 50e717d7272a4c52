import type { Instant } from '../../contracts/primitives/time';
import type { DocumentOf } from '../kit/store/schema';
import type { Store } from '../kit/store/store';
import type { PayClient } from '../kit/wechat/pay-client';
import { WechatUnreachable } from '../kit/wechat/wechat-error';
import { recordQueried } from './record-queried';

export interface Closing {
  store: Store;
  pay: PayClient;
  now: Instant;
}

/**
 * Ends one attempt to pay, so that it cannot succeed later. `paid`: it already had; that is recorded. The attempt is
 * marked before WeChat is asked: a crash in between leaves it closing, and whoever comes next finishes.
 * @throws WechatUnreachable, PayRefused
 */
export async function closePayment(
  call: Closing,
  payment: DocumentOf<'payments'>,
): Promise<'closed' | 'paid'> {
  const { store, pay, now } = call;
  if (payment.status === 'closed') return 'closed';
  if (payment.status === 'succeeded') return 'paid';
  await store.payments.updateIf(payment._id, { status: 'prepared' }, { status: 'closing' });
  if (payment.method === 'wechat' && (await pay.close(payment._id)) === 'paid') {
    const { state } = await recordQueried({ store, pay, now }, payment._id);
    // WeChat says paid to one question and not to the other: nothing may be decided yet.
    if (state !== 'paid') throw new WechatUnreachable('paid, yet not paid');
    return 'paid';
  }
  const closed = await store.payments.updateIf(payment._id, { status: 'closing' }, { status: 'closed' });
  if (closed) return 'closed';
  const current = await store.payments.require(payment._id, 'order_not_found');
  return current.status === 'succeeded' ? 'paid' : 'closed';
}
