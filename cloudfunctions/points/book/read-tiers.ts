import type { Instant } from '../../../contracts/primitives/time';
import type { DocumentOf } from '../../kit/store/schema';
import { startOf } from '../rules/announced';
import type { TierLists } from '../rules/named-tiers';
import { CURRENT_RULE } from './read-rule';

type Stored = DocumentOf<'growthRules'>;

/** What tiers are called: one call by id, inside a transaction too. Growth stands above and decides what they are. */
export async function readTiers(
  { growthRules }: { growthRules: { get(id: string): Promise<Stored | null> } },
  now: Instant,
): Promise<TierLists> {
  const stored = await growthRules.get(CURRENT_RULE);
  const next = stored?.next ?? null;
  return next && startOf(next) <= now ? { current: next, next: null } : { current: stored, next };
}

/** The same for these: where none is for tiers nothing is asked. */
export const readTiersOf = (
  store: Parameters<typeof readTiers>[0],
  of: readonly { tiers: readonly string[] }[],
  now: Instant,
): Promise<TierLists> =>
  of.some(({ tiers }) => tiers.length > 0)
    ? readTiers(store, now)
    : Promise.resolve({ current: null, next: null });
