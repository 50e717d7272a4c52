import type { MemberId } from '../../../contracts/primitives/ids';
import { moreThan } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';

type Ledger = Pick<ReadStore, 'pointsAccounts' | 'pointsEntries' | 'members'>;

const PAGE = 900;
const AT_ONCE = 200;

export interface LostEntries {
  /** Members who have entries but no account. */
  memberIds: MemberId[];
  /** Where to go on; null: all entries were looked at. */
  cursor: string | null;
}

/**
 * Entries whose account is missing, in the order of their ids, a page at a time until `enough` says stop. Those of a closed
 * account stay by intent: nobody is that member any more.
 */
export async function listLostEntries(
  store: Ledger,
  from: string | null,
  enough: () => boolean,
): Promise<LostEntries> {
  const lost = new Set<MemberId>();
  const known = new Set<MemberId>();
  let cursor = from;
  do {
    const page: Awaited<ReturnType<Ledger['pointsEntries']['find']>> = await store.pointsEntries.find({
      where: { number: moreThan(0) },
      orderBy: '_id',
      limit: PAGE,
      cursor,
    });
    const unknown = [...new Set(page.items.map(({ memberId }) => memberId))].filter((id) => !known.has(id));
    for (const id of unknown) known.add(id);
    for (const id of await withoutAccount(store, unknown)) lost.add(id);
    cursor = page.nextCursor;
  } while (cursor !== null && !enough());
  return { memberIds: [...lost], cursor };
}

async function withoutAccount(store: Ledger, memberIds: readonly MemberId[]): Promise<MemberId[]> {
  const found: MemberId[] = [];
  for (let at = 0; at < memberIds.length; at += AT_ONCE) {
    const some = memberIds.slice(at, at + AT_ONCE);
    const accounts = new Set((await store.pointsAccounts.getMany(some)).map(({ _id }) => _id));
    const missing = some.filter((id) => !accounts.has(id));
    if (missing.length === 0) continue;
    found.push(...(await store.members.getMany(missing)).map(({ _id }) => _id));
  }
  return found;
}
