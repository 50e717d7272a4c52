import type { StoreId } from '../../../contracts/primitives/ids';
import type { ReadStore } from '../../kit/store/store';

/** What the stores of these notes are called. */
export async function readStoreNames(
  store: Pick<ReadStore, 'stores'>,
  notes: readonly { storeId: StoreId | null }[],
): Promise<Map<string, string>> {
  const ids = [...new Set(notes.flatMap(({ storeId }) => storeId ?? []))];
  return new Map((await store.stores.getMany(ids)).map(({ _id, name }) => [_id, name]));
}
