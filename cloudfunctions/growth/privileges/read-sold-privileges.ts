import type { SoldPrivilege } from '../../../contracts/growth/privilege';
import type { MemberId } from '../../../contracts/primitives/ids';
import type { Instant } from '../../../contracts/primitives/time';
import type { ReadStore } from '../../kit/store/store';
import { readGrowthRule } from '../ledger/read-rules';
import { levelAt, soldTo } from '../rules/privileges';

/** What the member's tier gives an order that is agreed now; two calls at once. */
export async function readSoldPrivileges(
  store: Pick<ReadStore, 'tierStates' | 'growthRules'>,
  memberId: MemberId,
  now: Instant,
): Promise<SoldPrivilege[]> {
  const [rule, state] = await Promise.all([readGrowthRule(store, now), store.tierStates.get(memberId)]);
  if (!rule) return [];
  const level = levelAt(rule, state, now);
  const payer = { level, tier: rule.tiers[level]?.name ?? '', birthday: state?.birthday?.day ?? null };
  return soldTo(rule.privileges, payer, now);
}
