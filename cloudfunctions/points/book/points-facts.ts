import type { EntryKind, LedgerEntry } from '../../../contracts/points/points-ledger';
import type { Instant } from '../../../contracts/primitives/time';
import { newFact, type Fact } from '../../kit/facts/new-fact';

/** Points that go from one account of a person to another of theirs: `merged` and `unmerged` say so. */
const WITHIN_A_PERSON: readonly EntryKind[] = ['merge_in', 'merge_out'];

/**
 * What entries tell: what they add to or take from all a member has, waiting points and debts included. So earned minus
 * spent is the ledger; points that open after the window or pay a debt add nothing. `why` says which were earned or spent
 * in a narrower sense.
 */
export const pointsFacts = (entries: readonly LedgerEntry[], now: Instant): Fact[] =>
  entries
    .filter(({ kind }) => !WITHIN_A_PERSON.includes(kind))
    .map((entry) => ({ entry, change: entry.points + entry.pending - entry.debt }))
    .filter(({ change }) => change !== 0)
    .map(({ entry: { _id, memberId, kind, source, pending, at }, change }) =>
      newFact({
        kind: change > 0 ? 'points_earned' : 'points_spent',
        cause: _id,
        memberId,
        at,
        now,
        refs: {
          points: Math.abs(change),
          pending: pending !== 0,
          why: kind,
          source: source.kind,
          sourceId: source.id,
        },
      }),
    );
