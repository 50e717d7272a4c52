import { storeId } from '../../contracts/values';
import type { ReadCall } from '../kit/host/call';
import { mayActAs } from '../kit/host/roles';
import { allPages } from '../kit/store/query/all-pages';
import { moreThan } from '../kit/store/query/condition';
import type { ReadStore } from '../kit/store/store';

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeId.parse('sto_0');

const readAll = ({ stores }: Pick<ReadStore, 'stores'>) =>
  allPages((cursor) =>
    stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: PAGE, cursor }),
  );

/** Every store there is. */
export const readStores = async (store: Pick<ReadStore, 'stores'>) =>
  (await readAll(store)).map(({ _id, name }) => ({ storeId: _id, name }));

/** The stores a bill can be opened at, every one of them, with what shoppers may know. */
export const listStores = async ({ store }: ReadCall) => ({
  stores: (await readAll(store)).map(({ _id, name, address, phone, hours, open }) => ({
    storeId: _id,
    name,
    address,
    phone,
    hours,
    open,
  })),
});

/** The stores the caller works at, for the pages of the counter. */
export async function listMyStores({ store, staff }: ReadCall<'adviser'>) {
  const all = await readStores(store);
  const { storeIds } = staff;
  if (mayActAs(staff.roles, 'operator')) return { stores: all };
  // Nobody said: as the guard of the counter takes it.
  if (storeIds === null) return { stores: all.length === 1 ? all : [] };
  return { stores: all.filter(({ storeId: id }) => storeIds.includes(id)) };
}
