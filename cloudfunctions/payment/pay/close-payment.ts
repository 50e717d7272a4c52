import { refuse } from '../../../contracts/errors';
import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import type { Store } from '../../kit/store/store';
import type { PayClient } from '../../kit/wechat/pay-client';
import { WechatUnreachable } from '../../kit/wechat/wechat-error';
import { recordQueried } from './record-queried';

export interface Closing {
  store: Store;
  pay: PayClient;
  now: Instant;
}

/**
 * Ends one attempt to pay, so that it cannot succeed later. `paid`: it already had; that is recorded. The attempt is
 * marked before WeChat is asked: a crash in between leaves it closing, and whoever comes next finishes.
 * @throws TuankaError payment_in_progress while the person is paying: it is asked again
 * @throws WechatUnreachable, PayRefused
 */
export async function closePayment(
  call: Closing,
  payment: DocumentOf<'payments'>,
): Promise<'closed' | 'paid'> {
  const { store } = call;
  if (payment.status === 'closed') return 'closed';
  if (payment.status === 'succeeded') return 'paid';
  await store.payments.updateIf(payment._id, { status: 'prepared' }, { status: 'closing' });
  if (payment.method === 'wechat' && (await closeInWechat(call, payment)) === 'paid') return 'paid';
  const closed = await store.payments.updateIf(payment._id, { status: 'closing' }, { status: 'closed' });
  if (closed) return 'closed';
  const current = await store.payments.require(payment._id, 'order_not_found');
  return current.status === 'succeeded' ? 'paid' : 'closed';
}

async function closeInWechat(
  { store, pay, now }: Closing,
  { _id }: DocumentOf<'payments'>,
): Promise<'closed' | 'paid'> {
  const answer = await pay.close(_id);
  if (answer === 'closed') return 'closed';
  const { state, tradeState } = await recordQueried({ store, pay, now }, _id);
  if (state === 'paid') return 'paid';
  if (tradeState === 'CLOSED') return 'closed';
  // The person is at it: neither paid nor closed, so nothing may be decided yet.
  if (answer === 'paying') throw refuse('payment_in_progress', _id);
  throw new WechatUnreachable('paid, yet not paid');
}
