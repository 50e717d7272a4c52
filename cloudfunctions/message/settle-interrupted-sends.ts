import { atMost } from '../kit/store/condition';
import type { TimerCall } from '../kit/host/serve-timer';
import { settleInterrupted } from './send-message';

const PAGE = 200;

/** Finds deliveries still pending after their lease and closes them. Returns how many. */
export async function settleInterruptedSends(call: TimerCall): Promise<number> {
  const { items } = await call.store.messages.find({
    where: { delivery: 'pending', leaseUntil: atMost(call.now) },
    orderBy: 'leaseUntil',
    limit: PAGE,
  });
  await settleInterrupted(call, items);
  return items.length;
}
