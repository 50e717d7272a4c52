import type { OwedGift, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { Conflict } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { birthdayNotice } from '../notices/birthday';
import { giftedUpTo, withOwed } from '../rules/gifts/gifts-owed';
import { joinedStanding } from '../rules/merged/joined-standing';
import { standingEntry, standingsBefore } from '../rules/merged/merged-entry';
import { movedOn, type Rules } from '../rules/standing';
import { entriesSince, readEntries } from './load-standing';
import { readHeardNotice } from './read-heard-notice';
import { readRules } from './read-rules';
import { writeStanding } from './save-standing';

/** The sweep, or a payment, may move either meanwhile. */
const ATTEMPTS = 5;

export async function joinStandings(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const rules = await readRules(store);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    if (await tryJoin(store, merge, rules, now)) return;
  throw new Conflict('the standings do not come to rest');
}

/** @returns false: one of the two was written since its occasions were looked at */
async function tryJoin(store: Store, merge: CarriedMerge, rules: Rules, now: Instant): Promise<boolean> {
  const { keptId, absorbedId } = merge;
  const seen = await readBoth(store, merge);
  const upTo = occasionsUpTo(seen.kept, seen.absorbed);
  const days = {
    kept: await owedAlone(store, seen.kept, rules, { upTo, now }),
    absorbed: await owedAlone(store, seen.absorbed, rules, { upTo, now }),
  };
  return store.transact(async (transaction) => {
    const stored = {
      kept: await transaction.tierStates.get(keptId),
      absorbed: await transaction.tierStates.get(absorbedId),
    };
    if (isDone(stored, absorbedId)) return true;
    const found = standingsBefore(merge, stored);
    if (found.kept.version !== seen.kept.version) return false;
    if (found.absorbed.version !== seen.absorbed.version) return false;
    const kept = { ...withOwed(found.kept, days.kept.owed, now), giftedUpTo: upTo };
    const absorbed = { ...withOwed(found.absorbed, days.absorbed.owed, now), giftedUpTo: upTo };
    const joined = joinedStanding(kept, absorbed, rules);
    // What nobody heard of yet is told of both.
    const told = joined.notice === kept.notice ? kept : absorbed;
    const both = (await readHeardNotice(transaction, told)) ? joined : { ...joined, notice: null };
    const entry = { source: 'merged', merge, before: kept, now } as const;
    await transaction.growthEntries.insert(standingEntry({ ...both, version: kept.version + 1 }, entry));
    await transaction.tierStates.replace({
      ...absorbed,
      mergedInto: keptId,
      nextDueAt: null,
      owedSince: null,
    });
    const after = withOwed(both, absorbed.owed, now);
    await writeStanding(transaction, { before: kept, after, rules, now });
    // Of two birthdays the kept one’s is the person’s.
    const greets = days.kept.greets || (days.absorbed.greets && kept.birthday === null);
    if (greets) transaction.remind(birthdayNotice(keptId, null, now));
    return true;
  });
}

interface Stored {
  kept: TierStanding | null;
  absorbed: TierStanding | null;
}

/** Of whom nothing was heard yet, nothing can be carried; first heard of as one, they are one from the beginning. */
const isDone = ({ kept, absorbed }: Stored, absorbedId: MemberId): boolean =>
  absorbed ? absorbed.mergedInto !== null : kept === null || kept.ledgers.includes(absorbedId);

async function readBoth(store: Store, merge: CarriedMerge) {
  const [kept, absorbed] = await Promise.all([
    store.tierStates.get(merge.keptId),
    store.tierStates.get(merge.absorbedId),
  ]);
  return standingsBefore(merge, { kept, absorbed });
}

/** Up to where the one of them was looked at who is further. */
const occasionsUpTo = (kept: TierStanding, absorbed: TierStanding): Instant =>
  instant(Math.max(giftedUpTo(kept), giftedUpTo(absorbed)));

/** What days brought the one who is behind, and whether one of them is their birthday, by the tier they held on them alone; a tier they come to, they come to together. */
async function owedAlone(
  store: Store,
  state: TierStanding,
  rules: Rules,
  { upTo, now }: { upTo: Instant; now: Instant },
): Promise<{ owed: OwedGift[]; greets: boolean }> {
  if (rules.length === 0 || state.mergedInto !== null || giftedUpTo(state) >= upTo) return NO_DAYS;
  const entries = await readEntries(store, state.ledgers, entriesSince(state));
  const { state: moved, greets } = movedOn(state, { entries, rules }, { upTo, now });
  return { owed: moved.owed.filter(({ kind }) => kind !== 'upgrade'), greets };
}
const NO_DAYS = { owed: [], greets: false };
