import type { LedgerGrowth } from '../../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../../contracts/primitives/time';

/** For which period a review counts what is taken and given back of an order. */

const lastOf = (
  entries: readonly LedgerGrowth[],
  { _id }: LedgerGrowth,
  source: 'held' | 'released',
): LedgerGrowth | undefined => entries.filter((entry) => entry.of === _id && entry.source === source).at(-1);

/** By when its payment counts for a review: where a doubt ended that had kept it from its own. */
export const keptFromOf = (entries: readonly LedgerGrowth[], paid: LedgerGrowth): Instant =>
  lastOf(entries, paid, 'released')?.takesBack?.keepsFrom ?? paid.countsFrom;

/** What a refund takes is of the period that counted it. */
export const ofRefundPeriod = (
  entries: readonly LedgerGrowth[],
  paid: LedgerGrowth,
): { keepsFrom?: Instant } => {
  const keepsFrom = keptFromOf(entries, paid);
  return keepsFrom === paid.countsFrom ? {} : { keepsFrom };
};

/** Held within the period that counts it, it says so; within a later one, that period loses nothing by it. */
export const ofHoldPeriod = (
  entries: readonly LedgerGrowth[],
  paid: LedgerGrowth,
  periodFrom: Instant,
): { keepsFrom?: Instant } => {
  const keepsFrom = keptFromOf(entries, paid);
  return keepsFrom > periodFrom ? { keepsFrom } : {};
};

/**
 * Whose period ended while it was held was reviewed without it, though it was theirs: it counts for the period in which the doubt ends.
 * Anything else counts where it did before.
 */
export function ofReleasePeriod(
  entries: readonly LedgerGrowth[],
  paid: LedgerGrowth,
  periodFrom: Instant,
  releasedFrom: Instant,
): { keepsFrom?: Instant } {
  const missed = lastOf(entries, paid, 'held')?.takesBack?.keepsFrom;
  if (missed !== undefined && missed <= periodFrom) return { keepsFrom: releasedFrom };
  return ofRefundPeriod(entries, paid);
}
