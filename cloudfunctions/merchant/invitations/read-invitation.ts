import type { ReadCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import { staffRole } from '../staff';
import { invitationIdFor } from '../../kit/staff/invitation-code';
import { invitationState, viewInvitation } from './invitation';

/** @throws TuankaError staff_invitation_not_found */
export async function readInvitation({ store, settings, caller, now }: ReadCall, { code }: { code: string }) {
  const invitation = await store.staffInvitations.require(
    invitationIdFor(settings.memberCodeKey, code),
    'staff_invitation_not_found',
  );
  const inviter = await store.staff.get(invitation.invitedBy);
  return {
    brandName: settings.merchantName,
    invitation: viewInvitation(invitation, invitationState(invitation, staffRole(inviter?.roles ?? []), now)),
    mine: invitation.acceptedBy === openIdKey(caller.appId, caller.openId),
  };
}
