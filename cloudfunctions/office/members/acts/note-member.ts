import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { recordAudit } from '../../../kit/audit/record-audit';
import { newFact } from '../../../kit/facts/new-fact';
import type { WriteCall } from '../../../kit/host/call';
import { noteIdFor } from '../../../kit/ids/derived-id';
import { holdImported } from '../../../kit/person/hold-imported';
import { readMember } from '../../../kit/person/find-member';

type Call = WriteCall<'operator'>;

/** @throws TuankaError member_not_found */
export async function noteMember(call: Call, { memberId, text }: { memberId: MemberId; text: string }) {
  const { store, staff, now, requestId } = call;
  const member = await readMember(store, memberId, 'member_not_found');
  const _id = noteIdFor(staff._id, requestId);
  const at = await store.transact(async (transaction) => {
    const known = await transaction.memberNotes.get(_id);
    if (known) return known.at;
    if (!(await holdImported(transaction, member._id, now))) throw refuse('member_not_found', member._id);
    await transaction.memberNotes.insert({
      _id,
      memberId: member._id,
      text,
      by: staff._id,
      byName: staff.name,
      at: now,
    });
    transaction.tell(newFact({ kind: 'note_added', cause: _id, memberId: member._id, at: now, now }));
    await recordAudit(transaction, call, { action: 'office.noteMember', subjectId: member._id });
    return now;
  });
  return { at };
}
