import type { LedgerGrowth } from '../../../contracts/growth/growth-ledger';
import type { MemberId } from '../../../contracts/primitives/ids';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { entryOf } from '../rules/growth-entry';
import { partsTaken, spreadOut } from '../rules/taken/growth-taken';
import { asTold, versionAt, type Rules } from '../rules/standing';
import type { LoadedStanding } from './load-standing';
import { saveStanding } from './save-standing';

/** Growth that no fact earned. */
export interface Gift {
  /** What is given; below zero: taken. */
  growth: number;
  /** Names it in the ledger: the same cause is one line. */
  cause: string;
  /** What staff wrote, for the member to read. */
  reason?: string;
  now: Instant;
}

/**
 * Writes a line of the ledger like any other, which begins to count with the next sweep. It raises as what is earned does; what is taken lets nobody fall before a review.
 * @param loaded as read before the transaction, @param rules at least one version
 * @returns false: whoever was faster, the sweep or a merge, changed what this was planned by
 */
export function giveGrowth(
  transaction: TransactionStore,
  loaded: LoadedStanding,
  rules: Rules,
  gift: Gift,
): Promise<boolean> {
  const entries = giveGrowthLines(loaded, rules, gift);
  const after = asTold(loaded.state, [...loaded.entries, ...spreadOut(entries)], rules);
  const tells = { announces: null, greets: false };
  return saveStanding(transaction, { before: loaded.state, after, entries, rules, tells, now: gift.now });
}

/** The lines it writes: none, where there is nothing to take. */
export const giveGrowthLines = (loaded: LoadedStanding, rules: Rules, gift: Gift): LedgerGrowth[] =>
  gift.growth < 0 ? entriesTaken(loaded, rules, gift) : [entryGiven(loaded, rules, gift)];

/** What was evaluated stays: it counts from the instant after. */
const countingFrom = ({ state }: LoadedStanding, now: Instant): Instant =>
  instant(Math.max(now, state.evaluatedUpTo + 1));

const lineOf = (memberId: MemberId, { cause, reason, now }: Gift, ruleVersion: number) => ({
  _id: `adjusted:${memberId}-${cause}`,
  memberId,
  source: 'adjusted' as const,
  cause,
  of: null,
  amountFen: null,
  ruleVersion,
  ...(reason !== undefined && { reason }),
  standing: null,
  recordedAt: now,
});

function entryGiven(loaded: LoadedStanding, rules: Rules, gift: Gift): LedgerGrowth {
  const { version, lifetime } = versionAt(rules, gift.now);
  return {
    ...lineOf(loaded.state._id, gift, version),
    ...entryOf(lifetime, gift.growth, gift.now, countingFrom(loaded, gift.now)),
  };
}

/** One line in each ledger it takes from: of two who are one, what is taken of the other's goes with them when they are taken apart. */
function entriesTaken(loaded: LoadedStanding, rules: Rules, gift: Gift): LedgerGrowth[] {
  const { version } = versionAt(rules, gift.now);
  const taken = partsTaken(loaded.entries, -gift.growth, countingFrom(loaded, gift.now));
  return [...taken].map(([memberId, parts]) => ({
    ...lineOf(memberId, gift, version),
    delta: parts.reduce((sum, { delta }) => sum + delta, 0),
    occurredAt: gift.now,
    countsFrom: instant(Math.min(...parts.map(({ countsFrom }) => countsFrom))),
    expiresAt: instant(Math.max(...parts.map(({ expiresAt }) => expiresAt))),
    takesBack: null,
    parts,
  }));
}
