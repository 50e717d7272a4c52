import type { Opening, ReadCall } from '../../kit/host/call';
import { roles, mayActAs } from '../../kit/host/roles';
import { ownerSetup } from '../../kit/staff/owner-setup';
import { openIdKey } from '../../kit/store/query/document-ids';

/** Everything the caller may act as, an owner an operator too: 1 database call, 2 while the shop may wait for its first owner. */
export async function readRoles({ store, caller, now }: Opening<ReadCall>) {
  const staff = await store.staff.get(openIdKey(caller.appId, caller.openId));
  const setup = ownerSetup();
  const mayBeWanted = setup !== null && now < setup.expiresAt && !staff?.roles.includes('owner');
  return {
    mayActAs: roles.filter((role) => mayActAs(staff?.roles ?? [], role)),
    ownerWanted: mayBeWanted && (await store.staffRosters.get('merchant')) === null,
  };
}
