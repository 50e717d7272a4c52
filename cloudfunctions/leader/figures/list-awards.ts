import type { MemberId } from '../../../contracts/primitives/ids';
import { oneOf } from '../../kit/store/query/condition';
import type { Store, TransactionStore } from '../../kit/store/store';
import type { Award } from '../team/award';

/** Awards of one person: a join, a first order and their conversion, a few more after merges. */
const MOST = 200;

/** The ids of what leaders were awarded for these members. */
export async function listAwards(store: Store, memberIds: readonly MemberId[]): Promise<string[]> {
  const { items } = await store.leaderAwards.find({
    where: { memberId: oneOf<MemberId | null>(memberIds) },
    orderBy: '_id',
    limit: MOST,
  });
  return items.map(({ _id }) => _id);
}

/** Those of them that there are. */
export async function readAwards(transaction: TransactionStore, ids: readonly string[]): Promise<Award[]> {
  const found: Award[] = [];
  for (const id of ids) {
    const award = await transaction.leaderAwards.get(id);
    if (award) found.push(award);
  }
  return found;
}
