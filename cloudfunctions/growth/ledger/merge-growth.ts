import type { LedgerGrowth, EvaluatedTier, TierStanding } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { addMs, instant, type Instant } from '../../../contracts/primitives/time';
import { owned, type CarriedMerge } from '../../kit/ownership/owned';
import type { Store } from '../../kit/store/store';
import { giftedUpTo, giftKeyOf, withoutOwed, withOwed } from '../rules/gifts-owed';
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

async function carryStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  await store.transact(async (transaction) => {
    const absorbed = await transaction.tierStates.get(absorbedId);
    if (!absorbed || absorbed.mergedInto !== null) return;
    const kept =
      (await transaction.tierStates.get(keptId)) ??
      standingAtFirst(keptId, { joinedAt: absorbed.joinedAt, absorbed: [] });
    const base = baseOf(kept, absorbed);
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'merged', merge, { ...base, before: evaluatedOf(kept) }, now),
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

const evaluatedOf = ({ held, evaluatedUpTo }: TierStanding): EvaluatedTier => ({ held, evaluatedUpTo });

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

async function giveBackStanding(store: Store, merge: CarriedMerge, now: Instant): Promise<void> {
  const { keptId, absorbedId } = merge;
  await store.transact(async (transaction) => {
    const absorbed = await transaction.tierStates.get(absorbedId);
    if (absorbed?.mergedInto !== keptId) return;
    const kept = await transaction.tierStates.get(keptId);
    const begun = await transaction.growthEntries.get(`merged:${merge._id}`);
    await transaction.tierStates.replace({
      ...absorbed,
      mergedInto: null,
      version: absorbed.version + 1,
      owedSince: absorbed.owed.length === 0 ? null : now,
      nextDueAt: addMs(absorbed.evaluatedUpTo, 1),
    });
    if (!kept || !begun?.standing?.before) return;
    const { held, evaluatedUpTo } = begun.standing.before;
    await transaction.growthEntries.insert(
      standingEntry(keptId, 'unmerged', merge, { held, evaluatedUpTo, before: null }, now),
    );
    const ledgers = kept.ledgers.filter((id) => !absorbed.ledgers.includes(id));
    await transaction.tierStates.replace({
      ...absorbed.owed.reduce((state, gift) => withoutOwed(state, giftKeyOf(gift)), kept),
      held,
      evaluatedUpTo,
      ledgers,
      floor:
        kept.floor?.from === absorbed.floor?.from && kept.floor?.by === absorbed.floor?.by
          ? null
          : kept.floor,
      version: kept.version + 1,
      nextDueAt: addMs(evaluatedUpTo, 1),
    });
  });
}
