import { refuse } from '../../contracts/errors';
import type { StoreId } from '../../contracts/primitives/ids';
import { isHeardBefore, markNothingDone } from '../kit/audit/heard-before';
import { recordAudit } from '../kit/audit/record-audit';
import type { WriteCall } from '../kit/host/call';
import { byHandle, readRoster } from './roles/lock-roster';
import { areSameStores, staffRole, storeList, viewStaff } from './staff';

interface Binding {
  handle: string;
  storeIds: StoreId[];
  basedOn: StoreId[] | null;
}

/** @throws TuankaError staff_not_found, store_not_found, staff_changed */
export async function bindStores(call: WriteCall<'operator'>, { handle, storeIds, basedOn }: Binding) {
  const { store } = call;
  const wanted = storeList(storeIds);
  const [roster, known] = await Promise.all([readRoster(store), store.stores.getMany(wanted)]);
  const { _id: staffId } = byHandle(roster, handle);
  if (known.length < wanted.length) throw refuse('store_not_found');
  const bound = await store.transact(async (transaction) => {
    const staff = await transaction.staff.require(staffId, 'staff_not_found');
    // Dismissed meanwhile they have no stores, and get none.
    if (staffRole(staff.roles) === null) throw refuse('staff_not_found');
    const entry = { action: 'merchant.bindStores', subjectId: staffId };
    if (await isHeardBefore(transaction, call, entry)) return { ...staff, storeIds: wanted };
    if (staff.storeIds !== null && areSameStores(staff.storeIds, wanted)) {
      await markNothingDone(transaction, call, entry);
      return staff;
    }
    if (!areSameStores(staff.storeIds, basedOn)) throw refuse('staff_changed');
    await transaction.staff.update(staffId, { storeIds: wanted });
    await recordAudit(transaction, call, {
      ...entry,
      detail: { name: staff.name },
      before: { stores: staff.storeIds?.join() ?? null },
      after: { stores: wanted.join() },
    });
    return { ...staff, storeIds: wanted };
  });
  const role = staffRole(bound.roles);
  if (!role) throw refuse('staff_not_found');
  return { staff: viewStaff(bound, role, handle, staffId === call.staff._id) };
}
