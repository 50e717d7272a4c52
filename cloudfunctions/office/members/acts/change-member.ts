import type { MemberId } from '../../../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../../../kit/audit/heard-before';
import { recordAudit } from '../../../kit/audit/record-audit';
import type { WriteCall } from '../../../kit/host/call';
import { readMember } from '../../../kit/person/find-member';
import { knownAs } from '../../../kit/person/known-as';
import type { DocumentOf } from '../../../kit/store/schema';
import type { TransactionStore } from '../../../kit/store/store';
import { newFact } from '../../../kit/facts/new-fact';

type Member = DocumentOf<'members'>;
type Told = Parameters<typeof recordAudit>[2];

export interface Change {
  /** What of the member becomes what. */
  patch: Partial<Pick<Member, 'tags' | 'tagMarks' | 'frozen' | 'card'>>;
  /** What the fact says changed. */
  what: 'tags' | 'frozen' | 'card';
  told: Omit<Told, 'action' | 'subjectId'>;
}

/**
 * Changes something of a member once per request, whoever they became since or are again, with its entry and its fact. `plan` says what, from the member as they stand then; null:
 * it is so already, and nothing is told.
 * @throws TuankaError member_not_found, and what `plan` throws
 */
export async function changeMember(
  call: WriteCall<'operator'>,
  memberId: MemberId,
  action: string,
  plan: (member: Member, transaction: TransactionStore) => Change | null | Promise<Change | null>,
): Promise<Member> {
  const { store, now, requestId } = call;
  const { _id } = await readMember(store, memberId, 'member_not_found');
  return store.transact(async (transaction) => {
    const member = await transaction.members.require(_id, 'member_not_found');
    const entry = { action, subjectId: _id };
    for (const subjectId of [_id, ...knownAs(member)])
      if (await isHeardBefore(transaction, call, { action, subjectId })) return member;
    const change = await plan(member, transaction);
    if (!change) {
      await markNothingDone(transaction, call, entry);
      return member;
    }
    if (Object.keys(change.patch).length > 0) await transaction.members.update(_id, change.patch);
    transaction.tell(
      newFact({
        kind: 'profile_changed',
        cause: `${_id}-${requestId}`,
        memberId: _id,
        at: now,
        now,
        refs: { what: change.what },
      }),
    );
    await recordAudit(transaction, call, { ...entry, ...change.told });
    return { ...member, ...change.patch };
  });
}
