import { invitationCodeFor, invitationIdFor } from '../../kit/staff/invitation-code';
import { refuse } from '../../../contracts/errors';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import type { StoreId } from '../../../contracts/primitives/ids';
import { addMs } from '../../../contracts/primitives/time';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { staffRole, storeList } from '../staff';
import { INVITATION_LASTS_MS, mayInvite, viewInvitation, worksEverywhere } from './invitation';

interface Invited {
  name: string;
  role: StaffRole;
  storeIds: StoreId[];
}

/** @throws TuankaError not_allowed, store_not_found */
export async function inviteStaff(call: WriteCall<'operator'>, { name, role, storeIds }: Invited) {
  const { store, staff, now, requestId, settings } = call;
  if (!mayInvite(staffRole(staff.roles), role)) throw refuse('not_allowed');
  const wanted = worksEverywhere(role) ? [] : storeList(storeIds);
  const known = await store.stores.getMany(wanted);
  if (known.length < wanted.length) throw refuse('store_not_found');
  const key = settings.memberCodeKey;
  const code = invitationCodeFor(key, staff._id, requestId);
  const _id = invitationIdFor(key, code);
  const invitation = await store.transact(async (transaction) => {
    const before = await transaction.staffInvitations.get(_id);
    if (before) return before;
    const made = {
      _id,
      name,
      role,
      storeIds: wanted,
      storeNames: known.map((one) => one.name).sort(),
      status: 'open' as const,
      invitedBy: staff._id,
      invitedByName: staff.name,
      invitedAt: now,
      expiresAt: addMs(now, INVITATION_LASTS_MS),
      acceptedBy: null,
      endedAt: null,
    };
    await transaction.staffInvitations.insert(made);
    await recordAudit(transaction, call, {
      action: 'merchant.inviteStaff',
      subjectId: _id,
      detail: { name, role, stores: wanted.join() },
      after: { name, role, stores: wanted.join() },
    });
    return made;
  });
  return { code, invitation: { invitationId: _id, ...viewInvitation(invitation, invitation.status) } };
}
