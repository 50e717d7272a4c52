import { refuse } from '../../../../contracts/errors';
import type { MemberId } from '../../../../contracts/primitives/ids';
import { auditIdFor, recordAudit } from '../../../kit/audit/record-audit';
import type { WriteCall } from '../../../kit/host/call';
import { decryptPhone } from '../../../kit/identity/phone-vault';
import { readMember } from '../../../kit/person/find-member';

/** The whole number, told to one person for one reason and written down. @throws TuankaError member_not_found, member_without_phone */
export async function tellPhone(
  call: WriteCall<'operator'>,
  { memberId, reason }: { memberId: MemberId; reason: string },
) {
  const { store, settings, requestId } = call;
  const member = await readMember(store, memberId, 'member_not_found');
  if (member.phone === null) throw refuse('member_without_phone');
  const told = { action: 'office.tellPhone', subjectId: member._id, reason };
  await store.transact(async (transaction) => {
    if (await transaction.auditEntries.get(auditIdFor(requestId, told))) return;
    await recordAudit(transaction, call, told);
  });
  return { phone: decryptPhone(settings.phone, member.phone.cipher) };
}
