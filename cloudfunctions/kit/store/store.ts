import { openCollection, type Collection } from './collection';
import { openDatabase, type Meter } from './database';
import { collectionNames, type CollectionName, type DocumentOf } from './schema';
import { StoreMisuse } from './store-error';
import { transact, type TransactionStore } from './transaction';

/** Reading side of every collection: what operations declared as `read` get. */
export type ReadStore = {
  readonly [Name in CollectionName]: Pick<
    Collection<DocumentOf<Name>>,
    'get' | 'require' | 'getMany' | 'find' | 'count'
  >;
};

export type Store = { readonly [Name in CollectionName]: Collection<DocumentOf<Name>> } & {
  /** See transaction.ts: `work` must be re-runnable. */
  transact<Result>(work: (transaction: TransactionStore) => Promise<Result>): Promise<Result>;
};

export type { TransactionStore };

/**
 * The typed database of one invocation.
 * @param meter counts its calls
 * @param access with `read`, every write throws: a reading operation cannot write by accident
 */
export function openStore(meter: Meter, access: 'read' | 'write'): Store {
  const database = openDatabase();
  const refuseWrite = async (): Promise<never> => {
    throw new StoreMisuse('a read operation tried to write');
  };
  const collections = collectionNames.map((name) => {
    const opened = openCollection(database, name, meter);
    return [
      name,
      access === 'read' ? { ...opened, insert: refuseWrite, updateIf: refuseWrite } : opened,
    ] as const;
  });
  return {
    // As in transaction.ts: Object.fromEntries forgets which key has which value.
    ...(Object.fromEntries(collections) as unknown as {
      readonly [Name in CollectionName]: Collection<DocumentOf<Name>>;
    }),
    transact: access === 'read' ? refuseWrite : (work) => transact(database, meter, work),
  };
}
