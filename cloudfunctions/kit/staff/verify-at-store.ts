import { refuse } from '../../../contracts/errors';
import type { StoreId } from '../../../contracts/primitives/ids';
import { mayActAs } from '../host/roles';
import type { ReadStore } from '../store/store';
import { readWorkplace } from './open-store-guard';
import { worksAt } from './store-scope';

/**
 * For what an operation that is open to others lets an account do only as a clerk: that it opened something once is not
 * enough, it has to be a clerk of that store still.
 * @throws TuankaError not_allowed, not_your_store
 */
export async function verifyAtStore(
  store: Pick<ReadStore, 'staff' | 'stores'>,
  staffId: string,
  storeId: StoreId,
): Promise<void> {
  const staff = await store.staff.get(staffId);
  if (!staff || !mayActAs(staff.roles, 'clerk')) throw refuse('not_allowed');
  if (!worksAt(await readWorkplace(store, staff), storeId)) throw refuse('not_your_store', storeId);
}
