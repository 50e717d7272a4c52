import { refuse } from '../../../contracts/errors';
import { recordAudit } from '../../kit/audit/record-audit';
import { ownerSetup } from '../../kit/staff/owner-setup';
import { isOwnerCode, ownerCodeId } from '../../kit/staff/owner-code';
import type { WriteCall } from '../../kit/host/call';
import { openIdKey } from '../../kit/store/query/document-ids';
import { isOwner, lockRoster, newStaff, readRoster, withoutStaffRoles } from './lock-roster';

/** The first owner. @throws TuankaError setup_code_wrong, owner_exists */
export async function takeOwnership(call: WriteCall, { code, name }: { code: string; name: string }) {
  const { store, settings, caller, now } = call;
  const staffId = openIdKey(caller.appId, caller.openId);
  if (!isOwnerCode(settings.memberCodeKey, ownerSetup(), code, now)) throw refuse('setup_code_wrong');
  const owners = (await readRoster(store)).filter(isOwner);
  await store.transact(async (transaction) => {
    const roster = await lockRoster(transaction, now);
    const known = await transaction.staff.get(staffId);
    if (known && isOwner(known) && roster.takenBy === staffId) return;
    const codeId = ownerCodeId(settings.memberCodeKey, code);
    if (owners.length > 0) throw refuse('owner_exists');
    // Used once, also when whoever used it is no owner any more.
    if (roster.codeId === codeId) throw refuse('setup_code_wrong');
    const roles = [...withoutStaffRoles(known?.roles ?? []), 'owner' as const];
    const owner = { ...newStaff(caller), ...known, _id: staffId, name, roles, storeIds: [] };
    await transaction.staff.replace(owner);
    await transaction.staffRosters.replace({ ...roster, takenBy: staffId, codeId });
    await recordAudit(
      transaction,
      { ...call, staff: owner },
      {
        action: 'merchant.takeOwnership',
        subjectId: staffId,
        detail: { name },
        after: { role: 'owner' },
      },
    );
  });
  return { role: 'owner' as const };
}
