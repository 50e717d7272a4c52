import type { MemberId } from '../../../contracts/primitives/ids';
import { lookAt, type TierLook } from '../../../contracts/primitives/tier/tier-look';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { readGrowthRule } from '../ledger/read-rules';
import { levelAt } from '../rules/privileges';

export interface Badge {
  name: string;
  look: TierLook;
}

/** The tiers of a page of members; two calls at once. Null: the merchant has no tiers. */
export async function readBadges(
  store: Pick<ReadStore, 'tierStates' | 'growthRules'>,
  memberIds: readonly MemberId[],
  now: Instant,
): Promise<((memberId: MemberId) => Badge) | null> {
  const [rule, states] = await Promise.all([readGrowthRule(store, now), store.tierStates.getMany(memberIds)]);
  if (!rule) return null;
  const levels = new Map(states.map((state) => [state._id, levelAt(rule, state, now)]));
  return (memberId) => {
    const level = levels.get(memberId) ?? 0;
    const tier = rule.tiers[level];
    return { name: tier?.name ?? '', look: tier?.look ?? lookAt(level) };
  };
}
