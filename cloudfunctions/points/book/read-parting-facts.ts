import type { LedgerEntry, PointsAccount } from '../../../contracts/points/points-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { atMost } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { entryId } from '../rules/ledger';
import type { AccountThen, EarlierEntry, PartingFacts } from './parting-facts';

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
  const { entries, elsewhere } = account
    ? await readThrough(store, account, { since: merge.at, left: null })
    : { entries: [], elsewhere: [] };
  const away = entries.filter(({ memberId, kind }) => memberId !== account?._id && MAKING.includes(kind));
  const [theirOrders, earlier, parts] = await Promise.all([
    ordersOf(store, entries, merge),
    earlierEntries(store, entries, merge),
    store.pointsParts.getMany(away.map(({ _id }) => _id)),
  ]);
  const own = parts.filter(({ memberId }) => memberId === account?._id);
  return {
    entries,
    arrivalId: entryId('merge_in', merge._id),
    theirOrders,
    earlier,
    elsewhere,
    parts: new Map(own.map(({ _id, theirs }) => [_id, theirs])),
  };
}

const MAKING: readonly LedgerEntry['kind'][] = ['earn', 'spend'];

interface Span {
  since: number;
  /** The merge whose undo took away what the story is about, and when that began; null: it is there still. */
  left: { mergeId: string; at: number | null } | null;
}

/**
 * Entries of an account, and while it was merged into another, those of that one in their place: told as one story. Where it was
 * merged on, its own ledger has the two entries of that or, when there was nothing to move, none.
 */
async function readThrough(
  store: Ledger,
  account: PointsAccount,
  { since, left }: Span,
): Promise<Pick<PartingFacts, 'entries' | 'elsewhere'>> {
  const { items: merges } = await store.merges.find({
    where: { absorbedId: account._id },
    orderBy: '_id',
    limit: MOST_REDIRECTS,
  });
  let entries = untilItLeft(await entriesSince(store, account, since), left);
  const elsewhere: AccountThen[] = [];
  for (const { _id: mergeId, keptId, at, undoneAt } of merges.filter((one) => one.at >= since)) {
    const keeper = await store.pointsAccounts.get(keptId);
    if (!keeper) continue;
    const away = await readThrough(store, keeper, { since: at, left: { mergeId, at: undoneAt } });
    const leaving = leavingIn(entries, mergeId);
    const place = leaving === -1 ? entries.filter(({ recordedAt }) => recordedAt < at).length : leaving + 1;
    entries = [...entries.slice(0, place), ...away.entries, ...entries.slice(place)];
    elsewhere.push(...away.elsewhere, await asItWas(store, keeper, at));
  }
  return { entries, elsewhere };
}

function untilItLeft(entries: readonly LedgerEntry[], left: Span['left']): LedgerEntry[] {
  if (left === null) return [...entries];
  const leaving = leavingIn(entries, left.mergeId);
  if (leaving !== -1) return entries.slice(0, leaving + 1);
  return entries.filter(({ recordedAt }) => left.at === null || recordedAt <= left.at);
}

const leavingIn = (entries: readonly LedgerEntry[], mergeId: string): number =>
  entries.findIndex(({ kind, source }) => kind === 'merge_out' && source.id === mergeId);

/** The lots and the debt of an account before its entries since then. */
async function asItWas(store: Ledger, account: PointsAccount, since: number): Promise<AccountThen> {
  const entries = await entriesSince(store, account, since);
  const changes = entries.flatMap(({ moves }) => moves).map((move) => ({ ...move, points: -move.points }));
  const debts = entries.map((entry) => entry.debt);
  return {
    _id: account._id,
    lots: [...account.lots, ...changes],
    debt: account.debt - debts.reduce((sum, debt) => sum + debt, 0),
  };
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
