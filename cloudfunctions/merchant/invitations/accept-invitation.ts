import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { keysOf } from '../../kit/person/find-member';
import { readSameness } from '../../kit/person/read-sameness';
import { openIdKey } from '../../kit/store/query/document-ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { TransactionStore } from '../../kit/store/store';
import { lockRoster, newStaff, readRoster } from '../roles/lock-roster';
import { staffRole } from '../staff';
import { invitationIdFor } from '../../kit/staff/invitation-code';
import { inviterRoleOf, invitationState, isOfBefore } from './invitation';

type Invitation = DocumentOf<'staffInvitations'>;

/** @throws TuankaError staff_invitation_not_found, staff_invitation_over, staff_invitation_own, staff_already */
export async function acceptInvitation(call: WriteCall, { code }: { code: string }) {
  const { store, caller, now, settings } = call;
  const staffId = openIdKey(caller.appId, caller.openId);
  const _id = invitationIdFor(settings.memberCodeKey, code);
  const roster = await readRoster(store);
  return store.transact(async (transaction) => {
    const invitation = await transaction.staffInvitations.require(_id, 'staff_invitation_not_found');
    const { role, name, storeIds } = invitation;
    const known = await transaction.staff.get(staffId);
    const works = known !== null && staffRole(known.roles) !== null;
    const isOver = isOfBefore(invitation, known);
    if (invitation.acceptedBy === staffId && works && !isOver) return { role };
    if (isOver) throw refuse('staff_invitation_over');
    await verifyInvitation(transaction, call, invitation);
    const dismissed = roster.filter((one) => one._id !== staffId && isOfBefore(invitation, one));
    if (await isOneOf(transaction, call, dismissed)) throw refuse('staff_invitation_over');
    if (works) throw refuse('staff_already');
    if (role === 'owner') await lockRoster(transaction, now);
    const roles = [...(known?.roles ?? []), role];
    const joined = { ...newStaff(caller), ...known, _id: staffId, name, roles, storeIds };
    await transaction.staff.replace(joined);
    await transaction.staffInvitations.update(_id, {
      status: 'accepted',
      acceptedBy: staffId,
      endedAt: now,
    });
    const acting = { ...call, staff: { _id: staffId, name, roles: [role] } };
    await recordAudit(transaction, acting, {
      action: 'merchant.acceptInvitation',
      subjectId: staffId,
      detail: { name, invitedBy: invitation.invitedByName },
      before: { role: null },
      after: { role, stores: storeIds.join() },
    });
    return { role };
  });
}

/** Whoever was dismissed is let in by no link of then under a second account either. Few were within the days a link lasts. */
async function isOneOf(
  transaction: TransactionStore,
  { caller }: Pick<WriteCall, 'caller'>,
  dismissed: readonly DocumentOf<'staff'>[],
): Promise<boolean> {
  for (const { _id, unionKey } of dismissed) {
    const sameness = await readSameness(
      transaction,
      { memberIds: [], keys: [_id, ...(unionKey === null ? [] : [unionKey])] },
      { memberIds: [], keys: keysOf(caller) },
    );
    if (sameness !== 'different') return true;
  }
  return false;
}

/**
 * It is open, and whoever invited still may. Nobody but the owner makes a member of staff of their own second account: two roles of one
 * person would approve each other.
 */
async function verifyInvitation(
  transaction: TransactionStore,
  { caller, now }: Pick<WriteCall, 'caller' | 'now'>,
  invitation: Invitation,
): Promise<void> {
  const inviter = await transaction.staff.get(invitation.invitedBy);
  const inviterRole = inviterRoleOf(invitation, inviter);
  if (invitationState(invitation, inviterRole, now) !== 'open') throw refuse('staff_invitation_over');
  if (inviterRole === 'owner') return;
  const sameness = await readSameness(
    transaction,
    { memberIds: [], keys: [invitation.invitedBy] },
    { memberIds: [], keys: keysOf(caller) },
  );
  if (sameness !== 'different') throw refuse('staff_invitation_own', sameness);
}
