import { storeId } from '../../contracts/values';
import type { ReadCall } from '../kit/host/call';
import { allPages } from '../kit/store/query/all-pages';
import { moreThan } from '../kit/store/query/condition';

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeId.parse('sto_0');

/** The stores a bill can be opened at; every one of them. */
export async function listStores({ store }: ReadCall) {
  const stores = await allPages((cursor) =>
    store.stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return { stores: stores.map(({ _id, name }) => ({ storeId: _id, name })) };
}
