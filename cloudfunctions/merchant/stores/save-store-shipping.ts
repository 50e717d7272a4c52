import { isDeepStrictEqual } from 'node:util';
import { refuse } from '../../../contracts/errors';
import type { StoreShipping } from '../../../contracts/merchant/merchant';
import type { StoreId } from '../../../contracts/primitives/ids';
import { storeId as storeIdOf } from '../../../contracts/values';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { DocumentOf } from '../../kit/store/schema';

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeIdOf.parse('sto_0');

const view = ({ _id, name, shippingMode, serviceCategories }: DocumentOf<'stores'>): StoreShipping => ({
  storeId: _id,
  name,
  shippingMode,
  serviceCategories,
});

export async function listStoreShipping({ store }: ReadCall<'operator'>) {
  const all = await allPages((cursor) =>
    store.stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return { stores: all.map(view) };
}

type Wanted = Omit<StoreShipping, 'name'> & {
  storeId: StoreId;
  basedOn: Pick<StoreShipping, 'shippingMode' | 'serviceCategories'>;
};

/** @throws TuankaError store_not_found, store_changed */
export async function saveStoreShipping(
  call: WriteCall<'operator'>,
  { storeId, shippingMode, serviceCategories, basedOn }: Wanted,
) {
  const wanted = { shippingMode, serviceCategories: [...new Set(serviceCategories)] };
  const saved = await call.store.transact(async (transaction) => {
    const known = await transaction.stores.require(storeId, 'store_not_found');
    const before = { shippingMode: known.shippingMode, serviceCategories: known.serviceCategories };
    const entry = { action: 'merchant.saveStoreShipping', subjectId: storeId };
    if (await isHeardBefore(transaction, call, entry)) return known;
    if (isDeepStrictEqual(before, wanted)) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    const { shippingMode: mode, serviceCategories: services } = basedOn;
    if (!isDeepStrictEqual(before, { shippingMode: mode, serviceCategories: services }))
      throw refuse('store_changed');
    await transaction.stores.update(storeId, wanted);
    await recordAudit(transaction, call, {
      ...entry,
      storeId,
      before: { mode: before.shippingMode, services: before.serviceCategories.join() },
      after: { mode: wanted.shippingMode, services: wanted.serviceCategories.join() },
    });
    return { ...known, ...wanted };
  });
  return { store: view(saved) };
}
