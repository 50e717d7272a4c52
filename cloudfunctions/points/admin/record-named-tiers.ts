import type { Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { Store, TransactionStore } from '../../kit/store/store';
import { tiersNamed, type TierLists } from '../rules/named-tiers';
import { CURRENT_RULE, type KeptRule } from '../book/read-rule';

/**
 * What names of tiers mean that were saved before tiers had ids: by the list of when the rule was saved, before another list is called
 * otherwise. @param listAt the list in force at an instant
 */
export async function recordNamedTiers(
  { pointsRules }: TransactionStore,
  listAt: (at: Instant) => TierLists['current'],
): Promise<void> {
  const current = await pointsRules.get(CURRENT_RULE);
  if (!current) return;
  const named = withMeaning(current, listAt);
  const next = current.next && withMeaning(current.next, listAt);
  if (named !== current || next !== current.next) await pointsRules.replace({ ...named, next });
}

const PAGE = 100;

/** The same of goods of the mall: each for itself, for there may be more of them than a transaction writes. */
export async function recordNamedRewards(
  { rewards }: Pick<Store, 'rewards'>,
  listAt: (at: Instant) => TierLists['current'],
): Promise<void> {
  const all = await allPages((cursor) =>
    rewards.find({
      where: { status: oneOf(['open', 'closed']) },
      orderBy: 'position',
      limit: PAGE,
      cursor,
    }),
  );
  for (const { _id, version, tiers, namedTiers, updatedAt } of all) {
    const names = tiers.filter((name) => namedTiers[name] === undefined);
    const meant = tiersNamed(names, { current: listAt(updatedAt), next: null }, {});
    // Saved meanwhile, it says by itself what it means.
    if (Object.keys(meant).length > 0)
      await rewards.updateIf(_id, { version }, { namedTiers: { ...meant, ...namedTiers } });
  }
}

function withMeaning<Rule extends KeptRule>(rule: Rule, listAt: (at: Instant) => TierLists['current']): Rule {
  const names = Object.keys(rule.earn.tierMultipliers).filter((name) => rule.namedTiers[name] === undefined);
  if (names.length === 0) return rule;
  const meant = tiersNamed(names, { current: listAt(rule.publishedAt), next: null }, {});
  return Object.keys(meant).length === 0 ? rule : { ...rule, namedTiers: { ...meant, ...rule.namedTiers } };
}
