import type { LedgerEntry, LotMove, PointsAccount } from '../../../contracts/points/points-ledger';
import type { MergeId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { Conflict } from '../../kit/store/store-error';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import type { ReadStore, Store, TransactionStore } from '../../kit/store/store';
import { usesWithout } from '../mall/mall';
import { countedApart } from '../rules/reward-uses';
import { doubledGifts, giftsWithout, postReturnedGift } from '../rules/earning/doubled-gifts';
import { postAddition, matureDue } from '../rules/due-changes';
import { entryId, type Book } from '../rules/ledger';
import { loadOwnBook, saveBook } from './load-book';
import { partAccount } from './parting';
import type { Parting, PartingFacts } from './parting-facts';
import { readPartingFacts } from './read-parting-facts';

const PAGE = 200;
/** Somebody earned or spent between reading the ledger and parting it: read again. */
const ATTEMPTS = 5;

/**
 * Takes the points of two members apart again (docs/decisions, "merging"): every lot goes to whom it came from, what an
 * order holds or earned to whoever paid it, a debt to whose it was. Entries they share are remembered in `pointsParts`, so
 * that what still comes back of them finds its owner.
 */
export async function giveBackPoints(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const account = await store.pointsAccounts.get(merge.keptId);
    const facts = await readPartingFacts(store, merge, account);
    const seen = account?.entryCount ?? 0;
    const cancelled = await readCancelled(store, merge);
    const done = await store.transact((transaction) =>
      part(transaction, merge, { facts, cancelled, seen }, now),
    );
    if (done) return;
  }
  throw new Conflict('the ledger does not come to rest');
}

type Redemption = DocumentOf<'redemptions'>;

/** Exchanges that came with the absorbed member and were given up while the two were one: they count for nobody any more. */
async function readCancelled(store: Store, { _id, at }: CarriedMerge): Promise<Redemption[]> {
  const moves = await allPages((cursor) =>
    store.mergeMoves.find({
      where: { mergeId: _id },
      orderBy: '_id',
      limit: PAGE,
      cursor,
      unreadable: 'refuse',
    }),
  );
  const ids = moves.flatMap((move) => (move.collection === 'redemptions' ? move.ids : []));
  const found: Redemption[] = [];
  for (let from = 0; from < ids.length; from += PAGE)
    found.push(...(await store.redemptions.getMany(ids.slice(from, from + PAGE))));
  return found.filter(({ cancelledAt }) => cancelledAt !== null && cancelledAt >= at);
}

interface Seen {
  facts: PartingFacts;
  cancelled: readonly Redemption[];
  /** Entries of the kept account when the facts were read. */
  seen: number;
}

async function part(
  transaction: TransactionStore,
  merge: CarriedMerge,
  { facts, cancelled, seen }: Seen,
  now: Instant,
): Promise<boolean> {
  const absorbed = await transaction.pointsAccounts.get(merge.absorbedId);
  if (absorbed?.mergedInto !== merge.keptId) return true;
  const kept = await loadOwnBook(transaction, merge.keptId, now);
  if (kept.account.entryCount - kept.entries.length !== seen) return false;
  const parting = partAccount(kept.account, { ...facts, entries: [...facts.entries, ...kept.entries] });
  const uses = cancelled.reduce(
    (left, { rewardId, quantity, createdAt }) => usesWithout(left, rewardId, quantity, createdAt),
    absorbed.uses,
  );
  const books = moveApart(
    kept,
    { account: { ...absorbed, uses, mergedInto: null }, entries: [], now },
    parting,
    merge,
  );
  const returned = await returnGifts(transaction, books.absorbed, kept.account, merge);
  const { account } = books.kept;
  const gifts = giftsWithout(account.gifts, absorbed.gifts);
  const parted = account.parted || parting.entries.length > 0;
  await saveBook(transaction, {
    ...books.kept,
    account: { ...account, ...countedApart(account, { ...absorbed, uses }), gifts, parted },
  });
  await saveBook(transaction, returned);
  for (const { entryId: _id, theirs } of parting.entries) {
    const own = { memberId: merge.absorbedId, theirs };
    const part = facts.parts.get(_id);
    // Of an entry of another account they have a part of the kept one's part.
    const within = part
      ? { memberId: merge.keptId, theirs: [...part], within: own }
      : { ...own, within: null };
    await transaction.pointsParts.replace({ _id, ...within });
  }
  return true;
}

const causeOf = (mergeId: MergeId, reason: string) => ({
  key: `${mergeId}-undo`,
  source: { kind: 'merge' as const, id: mergeId },
  reason,
});

/** One entry in each ledger; what they lent each other goes back with its debt. */
function moveApart(
  kept: Book,
  absorbed: Book,
  { lots, debt, lentByUs, lentByThem }: Parting,
  { _id }: CarriedMerge,
): { kept: Book; absorbed: Book } {
  const isNothing = [lots, lentByUs, lentByThem].every(({ length }) => length === 0) && debt === 0;
  if (isNothing) return { kept, absorbed };
  const out = causeOf(_id, '撤销合并，积分转出');
  const back = causeOf(_id, '撤销合并，积分转回');
  const total = (moves: readonly LotMove[]): number => moves.reduce((sum, { points }) => sum + points, 0);
  return {
    kept: matureDue(
      postAddition(kept, {
        ...out,
        kind: 'merge_out',
        moves: [
          ...renamed(lentByUs, `${out.key}.o`),
          ...lots.map((lot) => ({ ...lot, points: -lot.points })),
        ],
        debt: total(lentByThem) - debt,
      }),
    ),
    absorbed: matureDue(
      postAddition(absorbed, {
        ...back,
        kind: 'merge_in',
        moves: [...named(lots, kept, back.key), ...renamed(lentByThem, `${back.key}.l`)],
        debt: total(lentByUs) + debt,
      }),
    ),
  };
}

/** A lot that comes back may have expired under its old name. */
const renamed = (moves: readonly LotMove[], key: string): LotMove[] =>
  moves.map((move, position) => ({ ...move, id: `${key}${position}` }));

/** A lot that stays in part is two lots from now on: under one name it would expire twice. */
const named = (back: readonly LotMove[], from: Book, key: string): LotMove[] =>
  back.map((lot, position) => {
    const staysInPart = from.account.lots.some(
      ({ id, state, points: held }) => id === lot.id && state === lot.state && held > lot.points,
    );
    return staysInPart ? { ...lot, id: `${key}.${position}` } : lot;
  });

/** Gifts that were taken because both had them are the absorbed member's again. */
async function returnGifts(
  transaction: TransactionStore,
  absorbed: Book,
  kept: Pick<PointsAccount, 'gifts'>,
  { _id }: CarriedMerge,
): Promise<Book> {
  let returned = absorbed;
  for (const { gift, key } of doubledGifts(kept.gifts, absorbed.account.gifts)) {
    const taken = await transaction.pointsEntries.get(entryId('claw_back', `${_id}-${gift}`));
    const debt = await transaction.pointsEntries.get(entryId('debt', `${_id}-${gift}`));
    const lot = (await transaction.pointsEntries.get(entryId('earn', key)))?.moves[0];
    if (!lot) continue;
    const source = { kind: 'merge' as const, id: _id };
    returned = postReturnedGift(returned, { gift, lot, taken, debt }, `${_id}-undo`, { source });
  }
  return returned;
}

/** What an undo now would take back of the points, and what it could not: for its preview. */
export async function previewParting(
  store: Pick<
    ReadStore,
    'pointsAccounts' | 'pointsEntries' | 'pointsParts' | 'orders' | 'orderPoints' | 'merges'
  >,
  merge: CarriedMerge,
  now: Instant,
): Promise<{ back: number; spent: number; spentForThem: number; debt: number }> {
  const account = await store.pointsAccounts.get(merge.keptId);
  if (!account) return { back: 0, spent: 0, spentForThem: 0, debt: 0 };
  const facts = await readPartingFacts(store, merge, account);
  const { account: current, entries } = matureDue({ account, entries: [], now });
  const all: LedgerEntry[] = [...facts.entries, ...entries];
  const parting = partAccount(current, { ...facts, entries: all });
  const { lots, lentByUs, lentByThem, debt, spent, spentForThem } = parting;
  const total = (moves: readonly LotMove[]): number => moves.reduce((sum, { points }) => sum + points, 0);
  return { back: total(lots) + total(lentByThem), spent, spentForThem, debt: debt + total(lentByUs) };
}
