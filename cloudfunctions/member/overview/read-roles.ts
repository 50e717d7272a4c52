import type { Opening, ReadCall } from '../../kit/host/call';
import { roles, mayActAs } from '../../kit/host/roles';
import { openIdKey } from '../../kit/store/query/document-ids';

/** Everything the caller may act as, an owner an operator too: 1 database call. */
export async function readRoles({ store, caller }: Opening<ReadCall>) {
  const staff = await store.staff.get(openIdKey(caller.appId, caller.openId));
  return { mayActAs: roles.filter((role) => mayActAs(staff?.roles ?? [], role)) };
}
