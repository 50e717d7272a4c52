import type { ReadCall } from '../../../kit/host/call';
import type { DocumentOf } from '../../../kit/store/schema';
import { loadStanding } from '../../../growth/ledger/load-standing';
import { readGrowthRule } from '../../../growth/ledger/read-rules';
import { floorsOf } from '../../../growth/rules/floors';
import { growthAt, pendingAt } from '../../../growth/rules/growth-entry';
import { levelAt } from '../../../growth/rules/privileges';

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
  const floor = floorsOf(state).find(({ until }) => now < until);
  return {
    // By the clock: a floor ends, and another rule holds, before any sweep.
    name: rule.tiers[levelAt(rule, state, now)]?.name ?? '',
    growth: growthAt(entries, now),
    pending: pendingAt(entries, now),
    floorUntil: floor?.until ?? null,
    floorSetAt: state.floor?.setAt ?? null,
    tiers: rule.tiers.map(({ name }) => name),
  };
}
