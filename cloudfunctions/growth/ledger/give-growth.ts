import type { LedgerGrowth } from '../../../contracts/growth/growth-ledger';
import { instant, type Instant } from '../../../contracts/primitives/time';
import type { TransactionStore } from '../../kit/store/store';
import { entryOf } from '../rules/growth-entry';
import { asTold, versionAt, type Rules } from '../rules/standing';
import type { LoadedStanding } from './load-standing';
import { saveStanding } from './save-standing';

/** Growth that no fact earned. */
export interface Gift {
  /** What is given; below zero: taken. */
  growth: number;
  /** Names it in the ledger: the same cause is one line. */
  cause: string;
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
  const entry = entryGiven(loaded, rules, gift);
  const after = asTold(loaded.state, [...loaded.entries, entry], rules);
  const tells = { announces: null, greets: false };
  return saveStanding(transaction, { before: loaded.state, after, entries: [entry], tells, now: gift.now });
}

/** What was evaluated stays: it counts from the instant after. */
function entryGiven({ state }: LoadedStanding, rules: Rules, { growth, cause, now }: Gift): LedgerGrowth {
  const rule = versionAt(rules, now);
  const countsFrom = instant(Math.max(now, state.evaluatedUpTo + 1));
  return {
    _id: `adjusted:${state._id}-${cause}`,
    memberId: state._id,
    source: 'adjusted',
    cause,
    of: null,
    amountFen: null,
    ruleVersion: rule.version,
    standing: null,
    recordedAt: now,
    ...entryOf(rule.lifetime, growth, now, countsFrom),
  };
}
