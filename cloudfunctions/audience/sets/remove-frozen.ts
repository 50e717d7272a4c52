import type { Store } from '../../kit/store/store';

const PAGE = 50;

/** The bits under a name go, a page at a time. @returns whether none are left */
export async function removeBits(store: Store, key: string): Promise<boolean> {
  const { items, nextCursor } = await store.segmentChunks.find({
    where: { key },
    orderBy: 'chunk',
    limit: PAGE,
  });
  for (const { _id } of items) await store.transact((transaction) => transaction.segmentChunks.remove(_id));
  return nextCursor === null;
}

/** A list of whom something concerned goes: what is over needs it no more. */
export async function removeFrozen(store: Store, audienceId: string): Promise<void> {
  while (!(await removeBits(store, audienceId)));
  await store.transact((transaction) => transaction.frozenAudiences.remove(audienceId));
}
