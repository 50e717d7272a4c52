import type { LedgerEntry, PointsAccount } from '../../../contracts/points/points-ledger';
import { isMergeId, type MemberId } from '../../../contracts/primitives/ids';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { atMost } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import type { EarlierEntry, PartingFacts } from './parting';

type Ledger = Pick<
  ReadStore,
  'pointsAccounts' | 'pointsEntries' | 'pointsParts' | 'orders' | 'orderPoints' | 'merges'
>;

const PAGE = 200;
/** Merges that lead from an account to the absorbed member's or to the kept one's; more is a circle. */
const MOST_REDIRECTS = 8;

/** What the ledger tells of the time in which two members were one. */
export async function readPartingFacts(
  store: Ledger,
  merge: CarriedMerge,
  account: PointsAccount | null,
): Promise<PartingFacts> {
  const entries = account ? await entriesSince(store, account, merge.at) : [];
  const [theirOrders, earlier, awayBacks] = await Promise.all([
    ordersOf(store, entries, merge),
    earlierEntries(store, entries, merge),
    readAwayBacks(store, entries),
  ]);
  return { entries, arrivalId: entryId('merge_in', merge._id), theirOrders, earlier, awayBacks };
}

async function entriesSince(
  store: Ledger,
  { _id, entryCount }: PointsAccount,
  since: number,
): Promise<LedgerEntry[]> {
  const entries: LedgerEntry[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['pointsEntries']['find']>> = await store.pointsEntries.find({
      where: { memberId: _id, number: atMost(entryCount) },
      orderBy: 'number',
      direction: 'desc',
      limit: PAGE,
      cursor,
    });
    const fresh = page.items.filter(({ recordedAt }) => recordedAt >= since);
    entries.push(...fresh);
    cursor = fresh.length < page.items.length ? null : page.nextCursor;
  } while (cursor !== null);
  return entries.reverse();
}

/** The account was merged on and came back: refunds of its orders came back on the other account. */
async function readAwayBacks(store: Ledger, entries: readonly LedgerEntry[]): Promise<LedgerEntry[]> {
  const spends = entries.filter(({ kind }) => kind === 'spend').map(({ _id }) => _id);
  if (spends.length === 0) return [];
  const out = entries.filter(({ kind }) => kind === 'merge_out');
  const merges = await store.merges.getMany(out.map(({ source }) => source.id).filter((id) => isMergeId(id)));
  const keepers = await store.pointsAccounts.getMany(merges.map(({ keptId }) => keptId));
  const since = Math.min(...out.map(({ recordedAt }) => recordedAt));
  const found = await Promise.all(keepers.map((keeper) => entriesSince(store, keeper, since)));
  return found.flat().filter(({ kind, of }) => kind === 'refund_back' && of !== null && spends.includes(of));
}

/** Orders are whoever's openid paid them: they stay with it through merges and undos. */
async function ordersOf(
  store: Ledger,
  entries: readonly LedgerEntry[],
  { identities }: CarriedMerge,
): Promise<Set<string>> {
  const lots = entries.flatMap(({ kind, moves }) => (kind === 'merge_in' ? moves : [])).map(({ id }) => id);
  const named = lots.filter((id) => id.startsWith('order-')).map((id) => id.slice('order-'.length));
  const sources = entries.filter(({ source }) => source.kind === 'order').map(({ source }) => source.id);
  const orders = await store.orders.getMany([...new Set([...named, ...sources])]);
  return new Set(
    orders.filter(({ payer }) => payer && identities.includes(payer.key)).map(({ _id }) => _id as string),
  );
}

/** Of each entry that a later one gives or takes back and that was written before the merge: whose it is. */
async function earlierEntries(
  store: Ledger,
  entries: readonly LedgerEntry[],
  merge: CarriedMerge,
): Promise<Map<string, EarlierEntry>> {
  const known = new Set<string>(entries.map(({ _id }) => _id));
  const ids = [...new Set(entries.map(({ of }) => of))].filter((id) => id !== null && !known.has(id));
  const wanted = ids.filter((id) => id !== null);
  const [found, parts] = await Promise.all([
    store.pointsEntries.getMany(wanted),
    store.pointsParts.getMany(wanted),
  ]);
  const orders = await store.orderPoints.getMany(
    found.filter(({ _id }) => parts.some((part) => part._id === _id)).map(({ source }) => source.id),
  );
  const earlier = new Map<string, EarlierEntry>();
  for (const { _id, memberId, moves, source } of found) {
    const part = parts.find((one) => one._id === _id);
    const isTheirs = await leadsToAbsorbed(store, memberId, merge);
    const isPartTheirs = part ? await leadsToAbsorbed(store, part.memberId, merge) : false;
    const theirs = moves.map(({ points }, index) => {
      const ofPart = part?.theirs[index] ?? 0;
      return (isPartTheirs ? ofPart : 0) + (isTheirs ? Math.abs(points) - ofPart : 0);
    });
    const order = orders.find((one) => one._id === source.id);
    const split = part && {
      part: part.theirs,
      isPartTheirs,
      isRestTheirs: isTheirs,
      before: backBefore(order?.refunds ?? []),
    };
    earlier.set(_id, { moves, theirs, ...(split && { split }) });
  }
  return earlier;
}

/** By refund, in their order: what had come back before each. */
function backBefore(refunds: readonly { refundId: string; givenBack: number }[]): Map<string, number> {
  let before = 0;
  return new Map(
    refunds.map(({ refundId, givenBack }) => {
      before += givenBack;
      return [refundId, before - givenBack];
    }),
  );
}

async function leadsToAbsorbed(
  store: Ledger,
  from: MemberId,
  { keptId, absorbedId }: CarriedMerge,
): Promise<boolean> {
  let id: MemberId | null = from;
  for (let step = 0; id !== null && id !== keptId && step < MOST_REDIRECTS; step += 1) {
    if (id === absorbedId) return true;
    id = (await store.pointsAccounts.get(id))?.mergedInto ?? null;
  }
  return false;
}
