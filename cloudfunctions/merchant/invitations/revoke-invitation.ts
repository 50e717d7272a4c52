import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { staffRole } from '../staff';
import { mayInvite } from './invitation';

/** @throws TuankaError staff_invitation_not_found, staff_invitation_over, not_allowed */
export async function revokeInvitation(
  call: WriteCall<'operator'>,
  { invitationId }: { invitationId: string },
) {
  await call.store.transact(async (transaction) => {
    const invitation = await transaction.staffInvitations.require(invitationId, 'staff_invitation_not_found');
    if (!mayInvite(staffRole(call.staff.roles), invitation.role)) throw refuse('not_allowed');
    if (invitation.status === 'revoked') return;
    if (invitation.status === 'accepted') throw refuse('staff_invitation_over');
    await transaction.staffInvitations.update(invitationId, { status: 'revoked', endedAt: call.now });
    await recordAudit(transaction, call, {
      action: 'merchant.revokeInvitation',
      subjectId: invitationId,
      detail: { name: invitation.name, role: invitation.role },
      before: { status: invitation.status },
      after: { status: 'revoked' },
    });
  });
  return { state: 'revoked' as const };
}
