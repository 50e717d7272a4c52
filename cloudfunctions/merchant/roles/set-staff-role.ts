import { refuse } from '../../../contracts/errors';
import type { StaffRole } from '../../../contracts/merchant/merchant';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { WriteCall } from '../../kit/host/call';
import { loweredBy } from '../invitations/invitation';
import { staffRole, viewStaff } from '../staff';
import { byHandle, isOwner, keepAnOwner, lockRoster, readRoster, withoutStaffRoles } from './lock-roster';

interface Change {
  handle: string;
  role: StaffRole;
  basedOn: StaffRole;
  reason: string;
}

/** @throws TuankaError staff_not_found, staff_changed, last_owner */
export async function setStaffRole(call: WriteCall<'owner'>, { handle, role, basedOn, reason }: Change) {
  const { store, now } = call;
  const roster = await readRoster(store);
  const staffId = byHandle(roster, handle)._id;
  const changed = await store.transact(async (transaction) => {
    const staff = await transaction.staff.require(staffId, 'staff_not_found');
    const before = staffRole(staff.roles);
    const entry = { action: 'merchant.setStaffRole', subjectId: staffId };
    if (await isHeardBefore(transaction, call, entry)) return staff;
    if (before === null) throw refuse('staff_not_found');
    if (before === role) {
      await markNothingDone(transaction, call, entry);
      return staff;
    }
    if (before !== basedOn) throw refuse('staff_changed');
    if (isOwner(staff)) await keepAnOwner(transaction, roster, staff, now);
    else if (role === 'owner') await lockRoster(transaction, now);
    const roles = [...withoutStaffRoles(staff.roles), role];
    const lowered = loweredBy(staff, { before, after: role, now });
    await transaction.staff.update(staffId, { roles, lowered });
    await recordAudit(transaction, call, {
      ...entry,
      reason,
      detail: { name: staff.name },
      before: { role: before },
      after: { role },
    });
    return { ...staff, roles };
  });
  return { staff: viewStaff(changed, role, handle, staffId === call.staff._id) };
}
