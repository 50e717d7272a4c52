import { addMs, HOUR_MS, MINUTE_MS, type Instant } from '../../../contracts/primitives/time';
import type { CollectionName, DocumentOf } from './schema';
import type { Store } from './store';

/** A document that cannot be read as its schema says, or whose work cannot be done, and what is wrong with it. */
export interface Trouble {
  collection: CollectionName;
  id: string;
  /** `unreadable`, or the name of what could not be done with it. */
  trouble: string;
  detail: string;
  /** Nothing else remembers what is to be done: whoever passed the document by does not meet it again. */
  isOwed?: boolean;
  /** Whose it is: what else is told of them waits for it. */
  ownerId?: string;
}

const MOST_DETAIL = 500;
const LONGEST_WAIT_MS = 6 * HOUR_MS;

/** A minute, two, four, … : what passes by itself is soon over, what does not costs little. */
export const waitAfter = (count: number): number =>
  Math.min(MINUTE_MS * 2 ** Math.min(count - 1, 20), LONGEST_WAIT_MS);

export const UNREADABLE = 'unreadable';

export const asideId = ({
  collection,
  id,
  trouble,
}: Pick<Trouble, 'collection' | 'id' | 'trouble'>): string => `${collection}:${id}:${trouble}`;

/** Those of these documents that stand aside, by document id. */
export async function readAside(
  store: Pick<Store, 'quarantine'>,
  { collection, trouble }: Pick<Trouble, 'collection' | 'trouble'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, DocumentOf<'quarantine'>>> {
  const aside = await store.quarantine.getMany(ids.map((id) => asideId({ collection, id, trouble })));
  return new Map(aside.map((entry) => [entry.documentId, entry]));
}

/** Notes a failure. While the document waits for its next try, what else meets it counts nothing. */
export function setAside(store: Store, trouble: Trouble, now: Instant): Promise<void> {
  const _id = asideId(trouble);
  return store.transact(async (transaction) => {
    const known = await transaction.quarantine.get(_id);
    if (known && known.nextAt > now) return;
    const count = (known?.count ?? 0) + 1;
    await transaction.quarantine.replace({
      _id,
      collection: trouble.collection,
      documentId: trouble.id,
      trouble: trouble.trouble,
      detail: trouble.detail.slice(0, MOST_DETAIL),
      firstAt: known?.firstAt ?? now,
      lastAt: now,
      count,
      nextAt: addMs(now, waitAfter(count)),
      isOwed: trouble.isOwed ?? false,
      ownerId: trouble.ownerId ?? null,
    });
  });
}

/** It works again, or is not there any more. */
export const takeBack = (store: Store, { _id }: { _id: string }): Promise<void> =>
  store.transact((transaction) => transaction.quarantine.remove(_id));
