import { refuse } from '../../../contracts/errors';
import type { PushId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import type { DocumentOf } from '../../kit/store/schema';
import { answerWith } from './read-push';

type Push = DocumentOf<'pushes'>;

/** From which states one may steer to which. */
const open: Readonly<Record<'sending' | 'paused' | 'cancelled', readonly Push['status'][]>> = {
  sending: ['paused'],
  paused: ['sending'],
  cancelled: ['draft', 'awaiting_approval', 'sending', 'paused'],
};

/** Pause, go on, cancel; asking for the state it has changes nothing. @throws TuankaError push_not_open */
export async function recordPushState(
  call: WriteCall<'operator'>,
  { pushId, to }: { pushId: PushId; to: 'sending' | 'paused' | 'cancelled' },
) {
  const push = await call.store.transact(async (transaction) => {
    const current = await transaction.pushes.require(pushId, 'push_not_found');
    if (current.status === to) return current;
    if (!open[to].includes(current.status)) throw refuse('push_not_open');
    await transaction.pushes.update(pushId, { status: to });
    await recordAudit(transaction, call, {
      action: 'message.steerPush',
      subjectId: pushId,
      before: { status: current.status },
      after: { status: to },
    });
    return { ...current, status: to };
  });
  return answerWith(call, push);
}
