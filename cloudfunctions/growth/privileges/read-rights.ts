import type { PrivilegeKind } from '../../../contracts/growth/privilege';
import { lookAt, type TierLook } from '../../../contracts/primitives/tier/tier-look';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { readGrowthRule } from '../ledger/read-rules';
import { isGranted, leftOf, levelAt, privilegesAt } from '../rules/privileges';
import { countsIn, timesBefore } from '../rules/privilege-uses';
import { readUsedBefore, readUses, type Returned } from './read-uses';

type Store = Pick<ReadStore, 'tierStates' | 'growthRules' | 'privilegeUses' | 'members'>;

export interface Right {
  id: string;
  kind: PrivilegeKind;
  name: string;
  terms: string;
  /** Granted by a clerk, who notes each use. */
  isGranted: boolean;
  /** In the running month or year. */
  used: number;
  /** Null: as often as one likes. */
  left: number | null;
  period: 'month' | 'year';
}

export interface Rights {
  level: number;
  tier: string;
  look: TierLook;
  rights: Right[];
}

/** What a member has a right to now, and what of it is left. Null: there are no tiers. */
export async function readRights(store: Store, person: Returned, now: Instant): Promise<Rights | null> {
  const [rule, state, uses, before] = await Promise.all([
    readGrowthRule(store, now),
    store.tierStates.get(person._id),
    readUses(store, person, now),
    readUsedBefore(store, person),
  ]);
  if (!rule) return null;
  const level = levelAt(rule, state, now);
  const tier = rule.tiers[level];
  const rights = privilegesAt(rule.privileges, level).map((privilege) => {
    const { id, kind, name, terms, quota } = privilege;
    const used =
      uses.filter((use) => use.privilegeId === id && countsIn(use, quota, now)).length +
      timesBefore(before, id, quota, now);
    return {
      id,
      kind,
      name,
      terms,
      isGranted: isGranted(privilege),
      used,
      left: leftOf(quota, used),
      period: quota?.period ?? ('month' as const),
    };
  });
  return { level, tier: tier?.name ?? '', look: tier?.look ?? lookAt(level), rights };
}
