import type { LedgerGrowth, TakenPart } from '../../../../contracts/growth/growth-ledger';
import type { Instant } from '../../../../contracts/primitives/time';
import type { MemberId } from '../../../../contracts/primitives/ids';

type Ledger = readonly LedgerGrowth[];

interface Lot {
  entry: LedgerGrowth;
  left: number;
}

const sumOf = (all: readonly { left: number }[]): number => all.reduce((sum, { left }) => sum + left, 0);

/** What is left of each line that gave something and has not ended. What of one was taken twice is missing in what counted first. */
function lotsAt(entries: Ledger, at: Instant): Lot[] {
  const takenOf = new Map<string, number>();
  for (const { of, delta } of entries) if (of !== null) takenOf.set(of, (takenOf.get(of) ?? 0) + delta);
  const lots = entries
    .filter(({ of, delta, expiresAt }) => of === null && delta > 0 && at < expiresAt)
    .map((entry) => ({ entry, left: entry.delta + (takenOf.get(entry._id) ?? 0) }))
    .sort(({ entry: one }, { entry: other }) => one.countsFrom - other.countsFrom);
  let overdrawn = -sumOf(lots.filter(({ left }) => left < 0));
  return lots.map(({ entry, left }) => {
    const offset = Math.min(Math.max(0, left), overdrawn);
    overdrawn -= offset;
    return { entry, left: Math.max(0, left) - offset };
  });
}

/** Given by hand first, then what ends first. */
const inTurn = ({ entry: one }: Lot, { entry: other }: Lot): number => {
  const byHand = Number(other.source === 'adjusted') - Number(one.source === 'adjusted');
  return byHand || one.expiresAt - other.expiresAt || (one._id < other._id ? -1 : 1);
};

/**
 * What somebody takes by hand, of which lines: it ends with them, counts against the period that counted them, and stands in the ledger
 * they stand in. No more than there is.
 */
export function partsTaken(entries: Ledger, growth: number, at: Instant): Map<MemberId, TakenPart[]> {
  const parts = new Map<MemberId, TakenPart[]>();
  let missing = growth;
  for (const { entry, left } of lotsAt(entries, at).sort(inTurn)) {
    const taken = Math.min(left, missing);
    if (taken === 0) continue;
    missing -= taken;
    const { _id: of, memberId, countsFrom, expiresAt } = entry;
    const part = {
      of,
      delta: -taken,
      countsFrom: at > countsFrom ? at : countsFrom,
      expiresAt,
      takesBack: { countsFrom, byHand: true },
    };
    parts.set(memberId, [...(parts.get(memberId) ?? []), part]);
  }
  return parts;
}

/** A line that takes of several is as many lines to whoever counts. */
export const spreadOut = (entries: Ledger): LedgerGrowth[] =>
  entries.flatMap((entry) =>
    entry.parts ? entry.parts.map((part) => ({ ...entry, parts: undefined, ...part })) : [entry],
  );

/** What was taken by hand of a line. */
export const takenByHand = (entries: Ledger, { _id }: LedgerGrowth): number =>
  entries
    .filter(({ of, source }) => of === _id && source === 'adjusted')
    .reduce((taken, { delta }) => taken - delta, 0);
