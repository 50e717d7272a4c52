import type { ReadCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import { staffRole } from '../staff';
import { invitationIdFor } from '../../kit/staff/invitation-code';
import { inviterRoleOf, invitationState, isOfBefore, viewInvitation } from './invitation';

/** @throws TuankaError staff_invitation_not_found */
export async function readInvitation({ store, settings, caller, now }: ReadCall, { code }: { code: string }) {
  const invitation = await store.staffInvitations.require(
    invitationIdFor(settings.memberCodeKey, code),
    'staff_invitation_not_found',
  );
  const meId = openIdKey(caller.appId, caller.openId);
  const [inviter, me] = await Promise.all([store.staff.get(invitation.invitedBy), store.staff.get(meId)]);
  const works = me !== null && staffRole(me.roles) !== null && !isOfBefore(invitation, me);
  return {
    brandName: settings.merchantName,
    invitation: viewInvitation(
      invitation,
      invitationState(invitation, inviterRoleOf(invitation, inviter), now),
    ),
    // Whose role was taken back works here no more, whatever they once accepted.
    mine: invitation.acceptedBy === meId && works,
  };
}
