import { refuse } from '../../../contracts/errors';
import { settingGroups } from '../../../contracts/office/setting-values';
import type { StoreFields } from '../../../contracts/merchant/store-values';
import type { StoreId } from '../../../contracts/primitives/ids';
import { storeId as storeIdOf } from '../../../contracts/values';
import { isHeardBefore, markNothingDone } from '../../kit/audit/heard-before';
import { recordAudit } from '../../kit/audit/record-audit';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { storeIdFor } from '../../kit/ids/derived-id';
import { allPages } from '../../kit/store/query/all-pages';
import { moreThan } from '../../kit/store/query/condition';
import type { TransactionStore } from '../../kit/store/store';
import { areSameFields, fieldsOf, fitsPayment, storeChange, viewStore } from './store';

type Call = WriteCall<'operator'>;
interface Edited {
  edit: { storeId: StoreId; version: number } | null;
  fields: StoreFields;
}

const PAGE = 200;
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeIdOf.parse('sto_0');

export async function listAllStores({ store: { stores } }: ReadCall<'operator'>) {
  const all = await allPages((cursor) =>
    stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: PAGE, cursor }),
  );
  return { stores: all.map(viewStore) };
}

/** @throws TuankaError store_not_found, store_changed, store_name_too_long */
export async function saveStore(call: Call, { edit, fields }: Edited) {
  return edit === null ? makeStore(call, fields) : changeStore(call, edit, fields);
}

/** With the brand as it is kept now: what this instance knows of it may be a minute old. */
async function verifyFits({ settings }: TransactionStore, call: Call, name: string): Promise<void> {
  const kept = await settings.get('merchant');
  const brand = settingGroups.brand.safeParse(kept?.content['brand']);
  const brandName = brand.success && brand.data.name !== '' ? brand.data.name : call.settings.merchantName;
  if (!fitsPayment(brandName, name)) throw refuse('store_name_too_long');
}

async function makeStore(call: Call, fields: StoreFields) {
  const _id = storeIdFor(call.staff._id, call.requestId);
  const store = await call.store.transact(async (transaction) => {
    const known = await transaction.stores.get(_id);
    if (known) return known;
    await verifyFits(transaction, call, fields.name);
    const made = {
      _id,
      version: 1,
      open: true,
      shippingMode: 'pickup' as const,
      serviceCategories: [],
      ...fields,
    };
    await transaction.stores.insert(made);
    await recordAudit(transaction, call, {
      action: 'merchant.makeStore',
      subjectId: _id,
      storeId: _id,
      after: { name: fields.name },
    });
    return made;
  });
  return { store: viewStore(store) };
}

async function changeStore(call: Call, edit: NonNullable<Edited['edit']>, fields: StoreFields) {
  const { storeId } = edit;
  const store = await call.store.transact(async (transaction) => {
    const known = await transaction.stores.require(storeId, 'store_not_found');
    const before = fieldsOf(known);
    const entry = { action: 'merchant.saveStore', subjectId: storeId };
    if (await isHeardBefore(transaction, call, entry)) return known;
    if (areSameFields(before, fields)) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    if (known.version !== edit.version) throw refuse('store_changed');
    await verifyFits(transaction, call, fields.name);
    const version = known.version + 1;
    await transaction.stores.update(storeId, { ...fields, version });
    await recordAudit(transaction, call, {
      ...entry,
      storeId,
      detail: { name: fields.name },
      ...storeChange(before, fields),
    });
    return { ...known, ...fields, version };
  });
  return { store: viewStore(store) };
}

/** From the next order on. @throws TuankaError store_not_found */
export async function setStoreOpen(
  call: Call,
  { storeId, open, reason }: { storeId: StoreId; open: boolean; reason: string },
) {
  const store = await call.store.transact(async (transaction) => {
    const known = await transaction.stores.require(storeId, 'store_not_found');
    const entry = { action: open ? 'merchant.openStore' : 'merchant.closeStore', subjectId: storeId };
    if (await isHeardBefore(transaction, call, entry)) return { ...known, open };
    if (known.open === open) {
      await markNothingDone(transaction, call, entry);
      return known;
    }
    await transaction.stores.update(storeId, { open });
    await recordAudit(transaction, call, {
      ...entry,
      storeId,
      reason,
      detail: { name: known.name },
      before: { open: known.open },
      after: { open },
    });
    return { ...known, open };
  });
  return { store: viewStore(store) };
}
