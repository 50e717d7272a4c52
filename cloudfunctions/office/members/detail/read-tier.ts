import type { ReadCall } from '../../../kit/host/call';
import type { DocumentOf } from '../../../kit/store/schema';
import { loadStanding } from '../../../growth/ledger/load-standing';
import { readGrowthRule } from '../../../growth/ledger/read-rules';
import { growthAt, pendingAt } from '../../../growth/rules/growth-entry';

/** Where the member stands; null: the merchant has no tiers. */
export async function readTier(
  { store, now }: Pick<ReadCall<'operator'>, 'store' | 'now'>,
  member: DocumentOf<'members'>,
) {
  const [rule, { state, entries }] = await Promise.all([
    readGrowthRule(store, now),
    loadStanding(store, member),
  ]);
  if (!rule) return null;
  const { floor, tier } = state;
  return {
    name: tier ?? rule.tiers[0]?.name ?? '',
    growth: growthAt(entries, now),
    pending: pendingAt(entries, now),
    floorUntil: floor !== null && now < floor.until ? floor.until : null,
  };
}
