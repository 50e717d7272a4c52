import type { LedgerGrowth, StoodBefore, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { addMs, instant, type Instant } from '../../../../contracts/primitives/time';
import type { MemberId, MergeId } from '../../../../contracts/primitives/ids';
import { standingAtFirst } from '../standing';

interface Merge {
  keptId: MemberId;
  absorbedId: MemberId;
  /** Who led to the absorbed member before. */
  tombstones: readonly MemberId[];
  before: { kept: { joinedAt: Instant }; absorbed: { joinedAt: Instant } };
}

/** As stored, or as whoever has none began. */
export const standingsBefore = (
  { keptId, absorbedId, tombstones, before }: Merge,
  stored: { kept: TierStanding | null; absorbed: TierStanding | null },
): { kept: TierStanding; absorbed: TierStanding } => ({
  kept: stored.kept ?? standingAtFirst(keptId, { ...before.kept, absorbed: [] }),
  absorbed: stored.absorbed ?? standingAtFirst(absorbedId, { ...before.absorbed, absorbed: tombstones }),
});

interface Followed {
  source: 'merged' | 'unmerged';
  merge: { _id: MergeId };
  /** As it stood before it was merged. */
  before: TierStanding | null;
  now: Instant;
}

const stoodBefore = ({ held, evaluatedUpTo, joinedAt, reached, owed, locks }: TierStanding): StoodBefore => ({
  ...{ held, evaluatedUpTo, joinedAt },
  ...{ reached, owed, locks },
});

/** An entry of no growth: from the instant after, everything is looked at again. */
export const standingEntry = (
  { _id: memberId, held, evaluatedUpTo, version }: TierStanding,
  { source, merge: { _id }, before, now }: Followed,
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
  countsFrom: addMs(evaluatedUpTo, 1),
  // As long as anybody may ask what the standing began with.
  expiresAt: instant(Number.MAX_SAFE_INTEGER),
  takesBack: null,
  standing: { held, evaluatedUpTo, before: before && stoodBefore(before), version },
  recordedAt: now,
});
