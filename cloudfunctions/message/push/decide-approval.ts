import { refuse } from '../../../contracts/errors';
import type { PushId } from '../../../contracts/primitives/ids';
import { readSameness } from '../../kit/person/read-sameness';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import { answerWith } from './read-push';

/** A second person's word: a person, not another account of the first one. @throws TuankaError push_own_approval, push_not_open */
export async function decideApproval(call: WriteCall<'operator'>, { pushId }: { pushId: PushId }) {
  const { store, staff, caller } = call;
  const push = await store.transact(async (transaction) => {
    const waiting = await transaction.pushes.require(pushId, 'push_not_found');
    if (waiting.approvedBy?.staffId === staff._id) return waiting;
    if (waiting.status !== 'awaiting_approval') throw refuse('push_not_open');
    const { createdBy, submittedBy, authorKeys } = waiting;
    const authors = [createdBy.staffId, ...(submittedBy === null ? [] : [submittedBy]), ...authorKeys];
    const sameness = await readSameness(
      transaction,
      { memberIds: [], keys: [...new Set(authors)] },
      { memberIds: [], keys: [...new Set([staff._id, ...keysOf(caller)])] },
    );
    if (sameness !== 'different') throw refuse('push_own_approval');
    const change = { status: 'sending', approvedBy: { staffId: staff._id, name: staff.name } } as const;
    await transaction.pushes.update(pushId, change);
    await recordAudit(transaction, call, {
      action: 'message.approvePush',
      subjectId: pushId,
      before: { status: waiting.status },
      after: { status: change.status },
    });
    return { ...waiting, ...change };
  });
  return answerWith(call, push);
}
