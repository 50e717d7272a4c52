import type { ApplicationId } from '../../../contracts/primitives/ids';
import { auditIdFor, recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { decryptPhone } from '../../kit/identity/phone-vault';

/** The number an applicant gave, told to who decides and written down: they are called before they lead. @throws TuankaError application_not_found */
export async function tellApplicantPhone(
  call: WriteCall<'operator'>,
  { applicationId }: { applicationId: ApplicationId },
) {
  const { store, settings, requestId } = call;
  const application = await store.leaderApplications.require(applicationId, 'application_not_found');
  const told = {
    action: 'leader.tellApplicantPhone',
    subjectId: application._id,
    reason: '核实团长申请',
    detail: { memberId: application.memberId },
  };
  await store.transact(async (transaction) => {
    if (await transaction.auditEntries.get(auditIdFor(requestId, told))) return;
    await recordAudit(transaction, call, told);
  });
  return { phone: decryptPhone(settings.phone, application.phone.cipher) };
}
