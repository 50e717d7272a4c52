import type { MemberId } from '../../../../contracts/primitives/ids';
import { allPages } from '../../../kit/store/query/all-pages';
import type { ReadStore } from '../../../kit/store/store';
import { endsWithout, type Ends, type Link } from './merged-chain';

const PAGE = 100;

export interface Chain extends Ends {
  /** Who was part of the member when it was read. */
  parts: readonly MemberId[];
}

/** What the merges into a member come to without this one, whichever were taken back before it. */
export async function readChain(store: ReadStore, own: Link): Promise<Chain> {
  const kept = await store.members.get(own.keptId);
  const all = await allPages((cursor) =>
    store.merges.find({
      where: { keptId: own.keptId },
      orderBy: '_id',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    }),
  );
  return { ...endsWithout(own, all), parts: kept?.absorbed ?? [] };
}
