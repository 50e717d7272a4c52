import type {
  EvaluatedTier,
  LedgerGrowth,
  OwedGift,
  StoodBefore,
  TierStanding,
} from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import type { CarriedMerge } from '../../kit/ownership/owned';
import { Conflict } from '../../kit/store/store-error';
import type { Store } from '../../kit/store/store';
import { birthdayNotice } from '../notices/birthday';
import { giftedUpTo, giftKeyOf, withOwed } from '../rules/gifts/gifts-owed';
import { tierIdOf } from '../rules/privileges';
import { betterOf, movedOn, standingAtFirst, versionAt, type Rules } from '../rules/standing';
import { floorsOf, withFloors } from '../rules/floors';
import { placeOf } from '../rules/tier-place';
import { entriesSince, readEntries } from './load-standing';
import { readRules } from './read-rules';
import { writeStanding } from './save-standing';

/** The sweep, or a payment, may move either meanwhile. */
const ATTEMPTS = 5;

export async function carryStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const rules = await readRules(store);
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1)
    if (await tryCarry(store, merge, rules, now)) return;
  throw new Conflict('the standings do not come to rest');
}

/** @returns false: one of the two was written since its occasions were looked at */
async function tryCarry(store: Store, merge: CarriedMerge, rules: Rules, now: Instant): Promise<boolean> {
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
    // Of whom nothing was heard yet, nothing can be carried.
    if (stored.absorbed ? stored.absorbed.mergedInto !== null : !stored.kept) return true;
    const found = standingsBefore(merge, stored);
    if (found.kept.version !== seen.kept.version) return false;
    if (found.absorbed.version !== seen.absorbed.version) return false;
    const kept = { ...withOwed(found.kept, days.kept.owed, now), giftedUpTo: upTo };
    const absorbed = { ...withOwed(found.absorbed, days.absorbed.owed, now), giftedUpTo: upTo };
    const base = baseOf(kept, absorbed, rules);
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'merged', merge, { ...base, before: stoodBefore(kept) }, now),
    );
    await transaction.tierStates.replace({
      ...absorbed,
      mergedInto: keptId,
      nextDueAt: null,
      owedSince: null,
    });
    const both = joined(kept, absorbed, base, { rules, upTo });
    const after = withOwed(both, absorbed.owed, now);
    await writeStanding(transaction, { before: kept, after, rules, now });
    // Of two birthdays the kept one’s is the person’s.
    const greets = days.kept.greets || (days.absorbed.greets && kept.birthday === null);
    if (greets) transaction.remind(birthdayNotice(keptId, null, now));
    return true;
  });
}

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

/** As stored, or as whoever has none began. */
const standingsBefore = (
  { keptId, absorbedId, tombstones, before }: CarriedMerge,
  stored: { kept: TierStanding | null; absorbed: TierStanding | null },
): { kept: TierStanding; absorbed: TierStanding } => ({
  kept: stored.kept ?? standingAtFirst(keptId, { ...before.kept, absorbed: [] }),
  absorbed: stored.absorbed ?? standingAtFirst(absorbedId, { ...before.absorbed, absorbed: tombstones }),
});

const evaluatedOf = ({ held, evaluatedUpTo }: TierStanding): EvaluatedTier => ({ held, evaluatedUpTo });

const stoodBefore = (kept: TierStanding): StoodBefore => {
  const { reached, owed, floor, floorsBehind, version } = kept;
  // An entry outlives the account: what somebody wrote of the member does not stand in it.
  const nameless = (one: NonNullable<typeof floor>) => ({ ...one, reason: '合并前设定' });
  return {
    ...evaluatedOf(kept),
    reached,
    owed,
    floor: floor && nameless(floor),
    floorsBehind: floorsBehind.map(nameless),
    version,
  };
};

/** The better of both, from where both are evaluated. */
function baseOf(kept: TierStanding, absorbed: TierStanding, rules: Rules): EvaluatedTier {
  const evaluatedUpTo = instant(Math.max(kept.evaluatedUpTo, absorbed.evaluatedUpTo));
  const { held } = betterOf(versionAt(rules, evaluatedUpTo), evaluatedOf(kept), evaluatedOf(absorbed));
  return { held, evaluatedUpTo };
}

/** Gifts of a tier that either ever had were given. */
function joined(
  kept: TierStanding,
  absorbed: TierStanding,
  base: EvaluatedTier,
  { rules, upTo }: { rules: Rules; upTo: Instant },
): TierStanding {
  const better = base.held === kept.held ? kept : absorbed;
  const rule = versionAt(rules, base.evaluatedUpTo);
  const [own, others] = [kept, absorbed].map((one) => placeOf(rule, tierIdOf(one)));
  const shown = (own ?? 0) >= (others ?? 0) && kept.tier !== null ? kept : absorbed;
  const floors = [...floorsOf(kept), ...floorsOf(absorbed)];
  const both = {
    ...kept,
    ...base,
    ledgers: [...new Set([...kept.ledgers, ...absorbed.ledgers])],
    joinedAt: instant(Math.min(kept.joinedAt, absorbed.joinedAt)),
    level: shown.level,
    tier: shown.tier,
    tierId: shown.tierId,
    locks: [...kept.locks, ...absorbed.locks],
    notice: better.notice,
    reached: [...new Set([...kept.reached, ...absorbed.reached])],
    giftedUpTo: upTo,
    ruleVersion: Math.min(kept.ruleVersion, absorbed.ruleVersion),
    nextDueAt: addMs(base.evaluatedUpTo, 1),
  };
  return withFloors(both, floors, rule, base.evaluatedUpTo);
}

/** An entry of no growth: from the instant after, everything is looked at again. */
const standingEntry = (
  memberId: MemberId,
  source: 'merged' | 'unmerged',
  { _id }: CarriedMerge,
  standing: NonNullable<LedgerGrowth['standing']>,
  now: Instant,
): LedgerGrowth => ({
  _id: `${source}:${_id}`,
  memberId,
  source,
  cause: _id,
  of: null,
  delta: 0,
  amountFen: null,
  ruleVersion: null,
  occurredAt: now,
  countsFrom: addMs(standing.evaluatedUpTo, 1),
  // As long as anybody may ask what the standing began with.
  expiresAt: instant(Number.MAX_SAFE_INTEGER),
  takesBack: null,
  standing,
  recordedAt: now,
});

/**
 * Each goes on from where it stood, and comes to what its own orders give: what was paid while they were one stands in the ledger of who
 * paid it. A gift that was given is not given again, whoever comes to its tier by that.
 */
export async function giveBackStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  await store.transact(async (transaction) => {
    const stored = {
      kept: await transaction.tierStates.get(keptId),
      absorbed: await transaction.tierStates.get(absorbedId),
    };
    if (stored.absorbed && stored.absorbed.mergedInto !== keptId) return;
    // Neither had been heard of by the time of the merge, nor since.
    if (!stored.absorbed && !stored.kept?.ledgers.includes(absorbedId)) return;
    const { absorbed } = standingsBefore(merge, stored);
    const begun = await transaction.growthEntries.get(`merged:${merge._id}`);
    const before = begun ? begun.standing?.before : stoodBefore(standingsBefore(merge, NOBODY).kept);
    // Decided while they were one, it was decided about both: nothing of what the other had comes back.
    const isDecided = isFloorNews(stored.kept, begun ? before?.version : -1);
    await transaction.tierStates.replace({
      ...absorbed,
      ...(isDecided && { floor: null, floorsBehind: [] }),
      mergedInto: null,
      version: absorbed.version + 1,
      owedSince: absorbed.owed.length === 0 ? null : now,
      nextDueAt: addMs(absorbed.evaluatedUpTo, 1),
    });
    if (!stored.kept || !before) return;
    const { held, evaluatedUpTo } = before;
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'unmerged', merge, { held, evaluatedUpTo, before: null }, now),
    );
    const kept = apart({ kept: stored.kept, absorbed }, before, merge);
    await transaction.tierStates.replace(isDecided ? kept : { ...kept, ...floorsApart(stored.kept, before) });
  });
}

const NOBODY = { kept: null, absorbed: null };

/** Somebody decided about the floor since. @param version of the standing that was merged, whose merging was the next; undefined: not known */
const isFloorNews = (kept: TierStanding | null, version: number | undefined): boolean =>
  version !== undefined && (kept?.floorVersion ?? 0) > version + 1;

/** Their own from before, with the words they had. */
function floorsApart(
  kept: TierStanding,
  { floor, floorsBehind = [] }: StoodBefore,
): Pick<TierStanding, 'floor' | 'floorsBehind'> {
  const worded = (one: NonNullable<TierStanding['floor']>) =>
    floorsOf(kept).find(({ from, until, by }) => from === one.from && until === one.until && by === one.by) ??
    one;
  return { floor: floor ? worded(floor) : null, floorsBehind: floorsBehind.map(worded) };
}

/** The kept one’s alone, from where it stood: what it came to since is found again from its own entries. */
function apart(
  { kept, absorbed }: Record<'kept' | 'absorbed', TierStanding>,
  before: StoodBefore,
  merge: CarriedMerge,
): TierStanding {
  const { held, evaluatedUpTo } = before;
  const owed = kept.owed.filter((gift) => isOwedApart(gift, absorbed, before));
  return {
    ...kept,
    held,
    evaluatedUpTo,
    ledgers: kept.ledgers.filter((id) => !absorbed.ledgers.includes(id)),
    joinedAt: kept.joinedAt === absorbed.joinedAt ? merge.before.kept.joinedAt : kept.joinedAt,
    reached: before.reached ?? kept.reached,
    owed,
    owedSince: owed.length === 0 ? null : kept.owedSince,
    version: kept.version + 1,
    nextDueAt: addMs(evaluatedUpTo, 1),
  };
}

/** What it owed before stays, and what a day has brought since; a tier it came to since, it comes to again by itself or not at all. */
function isOwedApart(gift: OwedGift, absorbed: TierStanding, { owed, evaluatedUpTo }: StoodBefore): boolean {
  const isIn = (gifts: readonly OwedGift[]) => gifts.some((one) => giftKeyOf(one) === giftKeyOf(gift));
  if (isIn(owed ?? [])) return true;
  return !isIn(absorbed.owed) && !(gift.kind === 'upgrade' && gift.at > evaluatedUpTo);
}
