import type { PrivilegeKind } from '../../../contracts/growth/privilege';
import { lookAt, type TierLook } from '../../../contracts/primitives/tier/tier-look';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import { allPages } from '../../kit/store/query/all-pages';
import { oneOf } from '../../kit/store/query/condition';
import type { ReadStore } from '../../kit/store/store';
import { readGrowthRule } from '../ledger/read-rules';
import { isGranted, leftOf, levelAt, periodOf, privilegesAt } from '../rules/privileges';

type Store = Pick<ReadStore, 'tierStates' | 'growthRules' | 'privilegeUses'>;

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
export async function readRights(store: Store, memberId: MemberId, now: Instant): Promise<Rights | null> {
  const [rule, state, uses] = await Promise.all([
    readGrowthRule(store, now),
    store.tierStates.get(memberId),
    readUses(store, memberId, now),
  ]);
  if (!rule) return null;
  const level = Math.min(state ? levelAt(state, now) : 0, rule.tiers.length - 1);
  const tier = rule.tiers[level];
  const rights = privilegesAt(rule.privileges, level).map((privilege) => {
    const { id, kind, name, terms, quota } = privilege;
    const period = periodOf(quota, now);
    const used = uses.filter((use) => use.privilegeId === id && use.period === period).length;
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

/** What was used in the running month and year and did not come back. */
export const readUses = async (...of: Parameters<typeof readAllUses>) =>
  (await readAllUses(...of)).filter(({ undoneAt }) => undoneAt === null);

/** Those that came back among them. */
export const readAllUses = (
  { privilegeUses }: Pick<ReadStore, 'privilegeUses'>,
  memberId: MemberId,
  now: Instant,
) =>
  allPages((cursor) =>
    privilegeUses.find({
      where: {
        memberId,
        period: oneOf([periodOf(null, now), periodOf({ times: 1, period: 'year' }, now)]),
      },
      orderBy: '_id',
      limit: 200,
      cursor,
    }),
  );
