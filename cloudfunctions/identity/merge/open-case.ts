import { refuse } from '../../../contracts/errors';
import type { MemberId } from '../../../contracts/primitives/ids';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { decisionIdOf } from '../../kit/identity/decision-id';
import { olderStays, readMember } from '../../kit/person/find-member';
import { verifyOther } from '../../kit/person/verify-other';

/**
 * Staff say that two members may be one person. A pair has one case, whoever opened it and however it was decided.
 * @throws TuankaError member_not_found, same_member, own_affair
 */
export async function openCase(
  call: WriteCall<'operator'>,
  { memberId, otherId, reason }: { memberId: MemberId; otherId: MemberId; reason: string },
) {
  const { store, now } = call;
  const one = await readMember(store, memberId, 'member_not_found');
  const other = await readMember(store, otherId, 'member_not_found');
  if (one._id === other._id) throw refuse('same_member');
  const { keptId: previousId, absorbedId: newId } = olderStays(one._id, other._id);
  const opened = await store.transact(async (transaction) => {
    for (const id of [decisionIdOf(previousId, newId), decisionIdOf(newId, previousId)]) {
      const known = await transaction.identityDecisions.get(id);
      if (known) return known;
    }
    await verifyOther(transaction, call, { memberIds: [previousId, newId] });
    const decision = {
      _id: decisionIdOf(previousId, newId),
      kind: 'by_hand' as const,
      previousId,
      newId,
      phone: one.phone?.masked ?? other.phone?.masked ?? null,
      status: 'open' as const,
      openedAt: now,
      decidedAt: null,
      decidedBy: null,
      mergeId: null,
    };
    await transaction.identityDecisions.insert(decision);
    await recordAudit(transaction, call, {
      action: 'identity.openCase',
      subjectId: one._id,
      reason,
      detail: { other: other._id, decision: decision._id },
    });
    return decision;
  });
  return { decisionId: opened._id, status: opened.status };
}
