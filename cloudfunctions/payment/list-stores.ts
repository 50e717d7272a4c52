import { storeId } from '../../contracts/values';
import type { ReadCall } from '../kit/host/call';
import { moreThan } from '../kit/store/condition';
import type { DocumentOf } from '../kit/store/schema';

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeId.parse('sto_0');

/** The stores a bill can be opened at; every one of them. */
export async function listStores({ store }: ReadCall) {
  const stores: DocumentOf<'stores'>[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: DocumentOf<'stores'>[]; nextCursor: string | null } = await store.stores.find({
      where: { _id: moreThan(FIRST_STORE) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    });
    stores.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return { stores: stores.map(({ _id, name }) => ({ storeId: _id, name })) };
}
