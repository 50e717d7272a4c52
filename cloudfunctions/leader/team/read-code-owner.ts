import type { LeaderCode } from '../../../contracts/primitives/ids';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore } from '../../kit/store/store';

type LeaderStore = Pick<ReadStore, 'leaderCodes' | 'leaders' | 'stores'>;

export type CodeState = 'active' | 'paused' | 'unknown' | 'none';

/** Who is behind a leader code. */
export interface CodeOwner {
  state: CodeState;
  leader: DocumentOf<'leaders'> | null;
}

/** An unknown code is an outcome, not an error: a shopper with a torn poster may still join. */
export async function readCodeOwner(store: LeaderStore, code: LeaderCode | null): Promise<CodeOwner> {
  if (code === null) return { state: 'none', leader: null };
  const known = await store.leaderCodes.get(code);
  const leader = known ? await store.leaders.get(known.leaderId) : null;
  if (!known || !leader) return { state: 'unknown', leader: null };
  return { state: known.status, leader };
}

/** Names for people. The store may have been removed since. */
export async function readLeaderNames(store: LeaderStore, leader: DocumentOf<'leaders'>) {
  const shop = await store.stores.get(leader.storeId);
  return { leaderName: leader.name, storeName: shop?.name ?? '' };
}
