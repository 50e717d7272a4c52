import type { LedgerGrowth, TierStanding } from '../../../../contracts/growth/growth-ledger';
import { instant } from '../../../../contracts/primitives/time';
import { idAt } from '../../../../contracts/primitives/tier/tier-id';
import { floorsOf } from '../floors';
import { growthAt } from '../growth-entry';
import { factsOf, type Rules } from '../standing';
import { placeOf, standIn } from '../tier-place';
import { changesWithin, levelOf, ruleAt, type TierFacts } from '../tier-state';

/**
 * What a member has that nothing accounts for: a tier that the growth of those who are part of them never came to, a floor that was set
 * for somebody who is not. Where nobody was merged, comparing with the entries finds as much and more; after a merge that
 * begins with what the merge says they hold, which is what this asks about.
 */
export function unexplainedOf(
  state: TierStanding,
  entries: readonly LedgerGrowth[],
  rules: Rules,
): ('tier_unearned' | 'floor_unset')[] {
  const isStranger = floorsOf(state).some(({ of = state._id }) => !state.ledgers.includes(of));
  const isMerged = entries.some(({ memberId, standing }) => memberId === state._id && standing !== null);
  const isEarned = !isMerged || tiersWithin(factsOf(state, entries, rules), state).has(state.held.earned);
  return [...(isEarned ? [] : ['tier_unearned' as const]), ...(isStranger ? ['floor_unset' as const] : [])];
}

/** The ids of all tiers somebody may hold who was never reviewed, or was at any time: what growth came to, by the lists there were. */
function tiersWithin(facts: TierFacts, { evaluatedUpTo }: Pick<TierStanding, 'evaluatedUpTo'>): Set<number> {
  let within = new Set<number>([0]);
  for (const at of changesWithin(facts, instant(facts.joinedAt - 1), evaluatedUpTo)) {
    const rule = ruleAt(facts.rules, at);
    const places = [...within].map((id) => placeOf(rule, id));
    const highest = Math.max(levelOf(rule, growthAt(facts.entries, at)), ...places);
    within = new Set([
      ...[...within].map((id) => standIn(rule, id)),
      ...Array.from({ length: highest + 1 }, (_, place) => idAt(rule, place)),
    ]);
  }
  return within;
}
