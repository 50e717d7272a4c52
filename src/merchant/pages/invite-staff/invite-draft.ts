import { checkForm, good, neededText, wrong, type Checked } from '@/components/form/problems';
import type { StaffRole } from '@contracts/merchant/merchant';
import type { StoreId } from '@contracts/primitives/ids';

interface InviteDraft {
  name: string;
  role: StaffRole;
  storeIds: StoreId[];
}

/** Whoever works at some stores needs at least one; whoever works at all of them needs none. */
export function checkInvite({ name, role, storeIds }: InviteDraft): Checked<InviteDraft> {
  const isBound = role === 'clerk' || role === 'adviser';
  const reads = {
    name: neededText(name, '称呼', '请写怎么称呼他'),
    storeIds:
      isBound && storeIds.length === 0 ? wrong('门店', '请至少选一家门店') : good(isBound ? storeIds : []),
  };
  return checkForm(reads, (read) => ({ name: read.name.value, role, storeIds: read.storeIds.value }));
}
