import type {
  EvaluatedTier,
  LedgerGrowth,
  OwedGift,
  StoodBefore,
  TierStanding,
} from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import type { Store } from '../../kit/store/store';
import { giftedUpTo, giftKeyOf, withOwed } from '../rules/gifts/gifts-owed';
import { betterOf, standingAtFirst } from '../rules/standing';
import { writeStanding } from './save-standing';

/**
 * Growth of two members who become one. Entries are never changed, so they stay where they were written: the kept one's standing reads
 * both ledgers from then on, and begins with the better of both by an entry that says so. Taken apart, each goes on from where it
 * stood, with what was written for it meanwhile.
 */
export const ownedGrowth = [
  owned('tierStates', {
    noun: '会员等级',
    field: '_id',
    onMerge: { carry: carryStanding, giveBack: giveBackStanding },
    onClose: 'remove',
    exported: ({ tier, held, floor }) => ({
      tier,
      since: held.since,
      nextReviewAt: held.nextReviewAt,
      floor: floor && { until: floor.until, reason: floor.reason },
    }),
  }),
  owned('tierGifts', {
    noun: '会员礼',
    field: 'memberId',
    // One for every id that is part of a member: the gift is given once, apart and together.
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ kind, tier, coupons, state, givenAt }) => ({ kind, tier, coupons, state, givenAt }),
  }),
  owned('privilegeUses', {
    noun: '权益使用记录',
    field: 'memberId',
    onMerge: 'move',
    onClose: 'keep',
    exported: ({ name, tier, worth, at, undoneAt }) => ({ name, tier, worth, at, undoneAt }),
  }),
  owned('growthEntries', {
    noun: '成长值流水',
    field: 'memberId',
    onMerge: 'stay',
    onClose: 'keep',
    exported: ({ source, delta, occurredAt, countsFrom, expiresAt }) => ({
      source,
      delta,
      occurredAt,
      countsFrom,
      expiresAt,
    }),
  }),
];

export async function carryStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  await store.transact(async (transaction) => {
    const stored = {
      kept: await transaction.tierStates.get(keptId),
      absorbed: await transaction.tierStates.get(absorbedId),
    };
    // Of whom nothing was heard yet, nothing can be carried.
    if (stored.absorbed ? stored.absorbed.mergedInto !== null : !stored.kept) return;
    const { kept, absorbed } = standingsBefore(merge, stored);
    const base = baseOf(kept, absorbed);
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'merged', merge, { ...base, before: stoodBefore(kept) }, now),
    );
    await transaction.tierStates.replace({
      ...absorbed,
      mergedInto: keptId,
      nextDueAt: null,
      owedSince: null,
    });
    await writeStanding(transaction, kept, withOwed(joined(kept, absorbed, base), absorbed.owed, now), now);
  });
}

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
  const { best, owed, floor } = kept;
  // An entry outlives the account: what somebody wrote of the member does not stand in it.
  return { ...evaluatedOf(kept), best, owed, floor: floor && { ...floor, reason: '合并前设定' } };
};

/** The better of both, from where both are evaluated. */
function baseOf(kept: TierStanding, absorbed: TierStanding): EvaluatedTier {
  const { held } = betterOf(evaluatedOf(kept), evaluatedOf(absorbed));
  return { held, evaluatedUpTo: instant(Math.max(kept.evaluatedUpTo, absorbed.evaluatedUpTo)) };
}

/** Gifts of a tier that either ever had were given. */
function joined(kept: TierStanding, absorbed: TierStanding, base: EvaluatedTier): TierStanding {
  const better = base.held === kept.held ? kept : absorbed;
  const shown = kept.level >= absorbed.level && kept.tier !== null ? kept : absorbed;
  return {
    ...kept,
    ...base,
    ledgers: [...new Set([...kept.ledgers, ...absorbed.ledgers])],
    joinedAt: instant(Math.min(kept.joinedAt, absorbed.joinedAt)),
    level: shown.level,
    tier: shown.tier,
    floor: higher(kept.floor, absorbed.floor),
    locks: [...kept.locks, ...absorbed.locks],
    notice: better.notice,
    best: Math.max(kept.best, absorbed.best),
    giftedUpTo: instant(Math.min(giftedUpTo(kept), giftedUpTo(absorbed))),
    ruleVersion: Math.min(kept.ruleVersion, absorbed.ruleVersion),
    nextDueAt: addMs(base.evaluatedUpTo, 1),
  };
}

function higher(one: TierStanding['floor'], other: TierStanding['floor']): TierStanding['floor'] {
  if (!one || !other) return one ?? other;
  return one.level !== other.level
    ? one.level > other.level
      ? one
      : other
    : one.until >= other.until
      ? one
      : other;
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
    await transaction.tierStates.replace({
      ...absorbed,
      mergedInto: null,
      version: absorbed.version + 1,
      owedSince: absorbed.owed.length === 0 ? null : now,
      nextDueAt: addMs(absorbed.evaluatedUpTo, 1),
    });
    const begun = await transaction.growthEntries.get(`merged:${merge._id}`);
    const before = begun ? begun.standing?.before : stoodBefore(standingsBefore(merge, NOBODY).kept);
    if (!stored.kept || !before) return;
    const { held, evaluatedUpTo } = before;
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'unmerged', merge, { held, evaluatedUpTo, before: null }, now),
    );
    await transaction.tierStates.replace(apart({ kept: stored.kept, absorbed }, before, merge));
  });
}

const NOBODY = { kept: null, absorbed: null };

/** The kept one’s alone, from where it stood: what it came to since is found again from its own entries. */
function apart(
  { kept, absorbed }: Record<'kept' | 'absorbed', TierStanding>,
  before: StoodBefore,
  merge: CarriedMerge,
): TierStanding {
  const { held, evaluatedUpTo } = before;
  const isTheirs = kept.floor?.from === absorbed.floor?.from && kept.floor?.by === absorbed.floor?.by;
  const owed = kept.owed.filter((gift) => isOwedApart(gift, absorbed, before));
  return {
    ...kept,
    held,
    evaluatedUpTo,
    ledgers: kept.ledgers.filter((id) => !absorbed.ledgers.includes(id)),
    joinedAt: kept.joinedAt === absorbed.joinedAt ? merge.before.kept.joinedAt : kept.joinedAt,
    floor: isTheirs ? (before.floor ?? null) : kept.floor,
    best: before.best ?? kept.best,
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
