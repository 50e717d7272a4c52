import { isStoreId } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

type Entry = DocumentOf<'auditEntries'>;
type Values = Entry['before'];
/** What each store is called now. */
type StoreNames = ReadonlyMap<string, string>;

/** As entries keep the stores somebody works at: one after the other. */
const namesIn = (value: unknown): string[] => (typeof value === 'string' ? value.split(',') : []);
const idsIn = (values: Values): string[] => Object.values(values ?? {}).flatMap(namesIn);

/** Of the stores that entries are about, or say anything of: whoever reads them is told names. */
export async function readStoreNames(
  { stores }: { stores: Pick<ReadStore['stores'], 'getMany'> },
  entries: readonly Entry[],
): Promise<StoreNames> {
  const named = entries.flatMap(({ before, after, storeId, subjectId }) => [
    ...idsIn(before),
    ...idsIn(after),
    subjectId,
    ...(storeId === null ? [] : [storeId]),
  ]);
  const ids = [...new Set(named)].filter(isStoreId);
  return new Map((await stores.getMany(ids)).map(({ _id, name }) => [_id, name]));
}

/** Values with names for ids; a store that is not there any more keeps its id. */
export const withStoreNames = (values: Values, names: StoreNames): Values =>
  values &&
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      namesIn(value).some(isStoreId)
        ? namesIn(value)
            .map((id) => names.get(id) ?? id)
            .join('、')
        : value,
    ]),
  );
