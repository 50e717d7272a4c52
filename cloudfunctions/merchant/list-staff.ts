import { personHandleFor } from '../kit/ids/derived-id';
import type { ReadCall } from '../kit/host/call';
import { mayActAs } from '../kit/host/roles';
import { moreThan } from '../kit/store/query/condition';
import { readStores } from './list-stores';
import { staffRole, viewStaff } from './staff';

const PAGE = 100;
/** Before every openid: a query of everybody still needs a condition. */
const FIRST = 'openid:';

/** Everybody who works for the merchant; whoever only leads a group is left out of the page. */
export async function listStaff(
  { store, staff: caller, now }: ReadCall<'operator'>,
  { cursor }: { cursor: string | null },
) {
  const [{ items, nextCursor }, stores] = await Promise.all([
    store.staff.find({ where: { _id: moreThan(FIRST) }, orderBy: '_id', limit: PAGE, cursor }),
    readStores(store),
  ]);
  const staff = items.flatMap((one) => {
    const role = staffRole(one.roles);
    return role ? [viewStaff(one, role, personHandleFor(one._id), one._id === caller._id)] : [];
  });
  const mayChangeRoles = mayActAs(caller.roles, 'owner');
  return { staff, stores, mayChangeRoles, nextCursor, now };
}
