import { openCollection, type Collection, type NoteUnreadable } from './collection';
import { openDatabase, type Meter } from './database';
import { openedOnUse } from '../instance/opened-on-use';
import type { CollectionName, DocumentOf } from './schema';
import { StoreMisuse } from './store-error';
import { logLine } from '../log/log-line';
import { createWake, type Wake } from './wake';
import { transact, type TransactionStore } from './transaction';

/** Reading side of every collection: what operations declared as `read` get. */
export type ReadStore = {
  readonly [Name in CollectionName]: Pick<
    Collection<DocumentOf<Name>>,
    'get' | 'require' | 'getMany' | 'getManyWith' | 'firstWith' | 'find' | 'count' | 'countUpTo'
  >;
};

export type Store = { readonly [Name in CollectionName]: Collection<DocumentOf<Name>> } & {
  /** See transaction.ts: `work` must be re-runnable. */
  transact<Result>(work: (transaction: TransactionStore) => Promise<Result>): Promise<Result>;
};

export type { TransactionStore };

/** Who is told of what happens on the way; by default the log, and the sweep. */
export interface Watchers {
  unreadable?: NoteUnreadable;
  wake?: (mark: Wake) => Wake;
}

const logUnreadable: NoteUnreadable = (collection, id, detail) =>
  logLine('error', 'document_unreadable', { collection, id, detail });

/**
 * The typed database of one invocation.
 * @param meter counts its calls
 * @param access with `read`, every write throws: a reading operation cannot write by accident
 * @param watchers are told of documents left out of a page, and of work written for the sweep
 */
export function openStore(
  meter: Meter,
  access: 'read' | 'write',
  { unreadable = logUnreadable, wake: wakeInstead = (mark) => mark }: Watchers = {},
): Store {
  const database = openDatabase();
  const wake = wakeInstead(createWake(database, meter));
  const refuseWrite = async (): Promise<never> => {
    throw new StoreMisuse('a read operation tried to write');
  };
  const transactHere: Store['transact'] =
    access === 'read' ? refuseWrite : (work) => transact(database, meter, wake, work);
  return openedOnUse<Store>(
    (name) => {
      const opened = openCollection(database, name, meter, { unreadable, wake });
      return access === 'read' ? { ...opened, insert: refuseWrite, updateIf: refuseWrite } : opened;
    },
    { transact: transactHere },
  );
}
