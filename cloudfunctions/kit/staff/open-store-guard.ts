import * as z from 'zod';
import { refuse } from '../../../contracts/errors';
import type { Operation } from '../../../contracts/operation';
import type { StoreId } from '../../../contracts/primitives/ids';
import { storeId } from '../../../contracts/values';
import { moreThan } from '../store/query/condition';
import type { DocumentOf } from '../store/schema';
import type { ReadStore } from '../store/store';
import { isUnsaid, workplaceOf, worksAt, type Workplace } from './store-scope';

/**
 * Compares a store with those the caller works at; null: something that is not of one store.
 * @throws TuankaError not_your_store
 */
export type StoreGuard = (storeId: StoreId | null) => void;

const named = z.object({ storeId: storeId.nullable() });
/** Before every store: a query of all of them still needs a condition. */
const FIRST_STORE = storeId.parse('sto_0');

/**
 * The one guard between a store and somebody who does not work there, as the operation's contract declares it. It costs a
 * database call only for a clerk of whom nobody has said where they work.
 * @throws TuankaError not_your_store, not_allowed for a clerk or adviser where the contract says nothing of stores
 */
export async function openStoreGuard(
  operation: Operation,
  staff: DocumentOf<'staff'>,
  store: Pick<ReadStore, 'stores'>,
  input: unknown,
): Promise<{ atStore: StoreGuard; insist: () => void }> {
  const workplace = await readWorkplace(store, staff);
  if (operation.store === undefined && isOfStores(operation) && workplace !== 'everywhere')
    throw refuse('not_allowed');
  let asked = false;
  const atStore: StoreGuard = (at) => {
    if (!worksAt(workplace, at)) throw refuse('not_your_store', at ?? 'any');
    asked = true;
  };
  if (operation.store === 'named') {
    const at = named.parse(input).storeId;
    if (at === null && workplace !== 'everywhere') throw refuse('not_your_store', 'all');
    atStore(at);
  }
  return {
    atStore,
    /** @throws Error when the use case forgot to ask: nothing of what it found is answered */
    insist: () => {
      if (operation.store === 'found' && !asked) throw new Error('the store was not compared');
    },
  };
}

const isOfStores = ({ actor }: Operation): boolean => actor === 'clerk' || actor === 'adviser';

export async function readWorkplace(
  store: Pick<ReadStore, 'stores'>,
  staff: DocumentOf<'staff'>,
): Promise<Workplace> {
  return workplaceOf(staff, isUnsaid(staff) ? await readSomeStores(store) : []);
}

async function readSomeStores({ stores }: Pick<ReadStore, 'stores'>): Promise<StoreId[]> {
  const { items } = await stores.find({ where: { _id: moreThan(FIRST_STORE) }, orderBy: '_id', limit: 2 });
  return items.map(({ _id }) => _id);
}
