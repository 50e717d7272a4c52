import { refuse } from '../../../contracts/errors';
import type { DecisionId } from '../../../contracts/primitives/ids';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { verifyOther } from '../../kit/person/verify-other';
import type { DocumentOf } from '../../kit/store/schema';
import { mergeMembers } from './merge-members';
import { pairOf } from './preview-merge';

type Decision = DocumentOf<'identityDecisions'>;
type Verdict = 'same_person' | 'two_people';

const answer = ({ status, mergeId }: Decision) => {
  if (status === 'open') throw refuse('internal', 'an undecided case');
  return { status, mergeId };
};

/**
 * Decides a case. One person: the two are merged. Two people: they are never merged by themselves.
 * @throws TuankaError decision_not_found, own_affair, busy
 */
export async function decideCase(
  call: WriteCall<'operator'>,
  { decisionId, verdict, reason }: { decisionId: DecisionId; verdict: Verdict; reason: string },
) {
  const decision = await call.store.identityDecisions.require(decisionId, 'decision_not_found');
  if (decision.status !== 'open') return answer(decision);
  const memberIds = [decision.previousId, decision.newId];
  await call.store.transact((transaction) => verifyOther(transaction, call, { memberIds }));
  const mergeId = verdict === 'same_person' ? await mergeThem(call, decision) : null;
  return answer(await closeCase(call, decision, mergeId, reason));
}

/** How the decision stands in the audit log; what it did in the members’ timeline names it. */
const entryOf = (subjectId: DecisionId) => ({ action: 'identity.decide', subjectId });

async function mergeThem(call: WriteCall<'operator'>, decision: Decision) {
  const pair = await pairOf(call.store, decision);
  const merge = await mergeMembers(call, {
    ...pair,
    reason: 'staff',
    decidedBy: call.staff._id,
    auditId: auditIdFor(call.requestId, entryOf(decision._id)),
  });
  if (!merge) throw refuse('busy', 'the two changed meanwhile');
  return merge._id;
}

async function closeCase(
  call: WriteCall<'operator'>,
  { _id, previousId, newId }: Decision,
  mergeId: Decision['mergeId'],
  reason: string,
): Promise<Decision> {
  const { store, staff, now } = call;
  return store.transact(async (transaction) => {
    const current = await transaction.identityDecisions.require(_id, 'decision_not_found');
    if (current.status !== 'open') return current;
    const decided: Decision = {
      ...current,
      status: mergeId === null ? 'kept_apart' : 'merged',
      mergeId,
      decidedAt: now,
      decidedBy: staff._id,
    };
    await transaction.identityDecisions.replace(decided);
    await recordAudit(transaction, call, {
      ...entryOf(_id),
      reason,
      before: { status: current.status },
      after: { status: decided.status },
    });
    for (const [one, other] of mergeId === null
      ? [[previousId, newId] as const, [newId, previousId] as const]
      : []) {
      const member = await transaction.members.get(one);
      if (member && !member.apartFrom.includes(other))
        await transaction.members.update(one, {
          apartFrom: [...member.apartFrom, other],
          // What a number alone held back is compared again.
          personCheckAt: now,
        });
    }
    return decided;
  });
}
