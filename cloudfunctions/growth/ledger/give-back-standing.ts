import type { LedgerGrowth, ReviewNotice, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { allPages } from '../../kit/store/query/all-pages';
import type { DocumentOf } from '../../kit/store/schema';
import { Conflict } from '../../kit/store/store-error';
import type { ReadStore, Store, TransactionStore } from '../../kit/store/store';
import { tierReviewNotice } from '../notices/tier-review';
import { standingEntry, standingsBefore } from '../rules/merged/merged-entry';
import { floorsTaken, partedStanding, toldAnew, type Joining } from '../rules/merged/parted-standing';
import type { Rules } from '../rules/standing';
import { readEntries } from './load-standing';
import { readHeardNotice } from './read-heard-notice';
import { readRules } from './read-rules';

/** The sweep, or a payment, may move the kept one meanwhile. */
const ATTEMPTS = 5;
const PAGE = 100;

type Merge = DocumentOf<'merges'>;

/**
 * Each goes on from where it stood, and comes to what its own orders give: what was paid while they were one stands in the ledger of who
 * paid it. A gift that was given is not given again, whoever comes to its tier by that. Who else was merged into the kept one stays with
 * what they brought.
 */
export async function giveBackStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const rules = await readRules(store);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    if (await tryGiveBack(store, merge, rules, now)) return;
  throw new Conflict('the standings do not come to rest');
}

interface Seen {
  kept: TierStanding | null;
  absorbed: TierStanding | null;
}

/** @returns false: the kept one was written since it was looked at */
async function tryGiveBack(store: Store, merge: CarriedMerge, rules: Rules, now: Instant): Promise<boolean> {
  const { keptId, absorbedId } = merge;
  const seen: Seen = {
    kept: await store.tierStates.get(keptId),
    absorbed: await store.tierStates.get(absorbedId),
  };
  if (!isToGiveBack(seen, merge)) return true;
  const known = seen.kept && {
    others: await readOthers(store, merge),
    entries: await readEntries(store, seen.kept.ledgers, instant(0)),
    rules,
    now,
  };
  return store.transact(async (transaction) => {
    const stored: Seen = {
      kept: await transaction.tierStates.get(keptId),
      absorbed: await transaction.tierStates.get(absorbedId),
    };
    if (stored.kept?.version !== seen.kept?.version || stored.absorbed?.version !== seen.absorbed?.version)
      return false;
    const { absorbed } = standingsBefore(merge, stored);
    const parted = joiningOf(merge, absorbed);
    // What nobody heard of before they were one is told now.
    const notice = (await readHeardNotice(transaction, absorbed)) && absorbed.notice;
    await transaction.tierStates.replace({
      ...absorbed,
      ...(stored.kept && floorsTaken(stored.kept, parted)),
      notice,
      mergedInto: null,
      version: absorbed.version + 1,
      owedSince: absorbed.owed.length === 0 ? null : now,
      nextDueAt: addMs(absorbed.evaluatedUpTo, 1),
    });
    if (stored.kept && known) await goOn(transaction, { ...known, kept: stored.kept, parted, merge });
    return true;
  });
}

/** Neither had been heard of by the time of the merge, nor since; or it was done. */
const isToGiveBack = ({ kept, absorbed }: Seen, { keptId, absorbedId }: CarriedMerge): boolean =>
  absorbed ? absorbed.mergedInto === keptId : (kept?.ledgers.includes(absorbedId) ?? false);

const joiningOf = (merge: CarriedMerge, absorbed: TierStanding): Joining => ({
  mergeId: merge._id,
  absorbed,
  at: instant(merge.at),
  joinedAt: merge.before.kept.joinedAt,
});

/** Whoever else was merged into the kept one, ever, as they stood then. */
async function readOthers(store: ReadStore, { _id, keptId }: CarriedMerge): Promise<Joining[]> {
  const merges = await allPages((cursor) =>
    store.merges.find({ where: { keptId }, orderBy: '_id', limit: PAGE, cursor, unreadable: 'refuse' }),
  );
  const others = merges.filter((other) => other._id !== _id);
  if (others.length === 0) return [];
  const ids = [...new Set(others.map(({ absorbedId }) => absorbedId))];
  const states = new Map<MemberId, TierStanding>(
    (await store.tierStates.getMany(ids)).map((state) => [state._id, state]),
  );
  const stoodOf = (other: Merge): TierStanding =>
    standingsBefore(other, { kept: null, absorbed: states.get(other.absorbedId) ?? null }).absorbed;
  return others.map((other) => joiningOf(other, stoodOf(other)));
}

interface Going {
  kept: TierStanding;
  parted: Joining;
  others: readonly Joining[];
  entries: readonly LedgerGrowth[];
  rules: Rules;
  merge: CarriedMerge;
  now: Instant;
}

async function goOn(transaction: TransactionStore, { merge, ...parting }: Going): Promise<void> {
  const { kept, now } = parting;
  const parted = partedStanding(parting);
  const { notice } = kept;
  // Told of what the other brought, too.
  const heard = notice === parted.state.notice ? await heardWhileOne(transaction, kept, merge) : null;
  const { state, tells } = heard ? toldAnew(parted, heard, parting) : parted;
  await transaction.growthEntries.insert(
    standingEntry(state, { source: 'unmerged', merge, before: null, now }),
  );
  await transaction.tierStates.replace(state);
  if (tells) transaction.remind(tierReviewNotice(state._id, tells, now));
}

/** What somebody was told of their review since the merge: what nobody had heard of by then is told after it. */
async function heardWhileOne(
  transaction: TransactionStore,
  kept: TierStanding,
  merge: CarriedMerge,
): Promise<ReviewNotice | null> {
  if (kept.notice === null || kept.notice.at < merge.at) return null;
  return (await readHeardNotice(transaction, kept)) && kept.notice;
}
