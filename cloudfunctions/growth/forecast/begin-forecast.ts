import type { ForecastKind } from '../../../contracts/growth/forecast';
import type { GrowthRule } from '../../../contracts/growth/growth-rule';
import { refuse } from '../../../contracts/errors';
import { endOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import type { WriteCall } from '../../kit/host/call';
import { readGrowthRule } from '../ledger/read-rules';
import { earliestStart } from '../../points/rules/announced';
import { differenceOf } from '../rules/charter';
import { nothingCounted, levelsOf } from '../rules/forecast-counts';

/** When a draft would hold if it were published now. */
export const draftHoldsAt = (current: GrowthRule, draft: GrowthRule, now: Instant): Instant => {
  const { added, removed } = differenceOf(current, draft);
  return added.length + removed.length === 0 ? now : earliestStart(now);
};

/**
 * Begins to count, exactly and in the background, who would be in which tier: under a draft, or tonight. One of each kind at a time, the
 * latest. @throws TuankaError growth_no_tiers
 */
export async function beginForecast(
  { store, now, requestId }: WriteCall<'operator'>,
  { draft }: { draft: GrowthRule | null },
): Promise<{ kind: ForecastKind }> {
  const kind: ForecastKind = draft === null ? 'tonight' : 'draft';
  const current = await readGrowthRule(store, now);
  if (!current) throw refuse('growth_no_tiers');
  await store.transact(async (transaction) => {
    const known = await transaction.tierForecasts.get(kind);
    if (known?.startedBy === requestId) return;
    const next = {
      _id: kind,
      kind,
      draft,
      at: draft === null ? endOfChinaDay(now) : draftHoldsAt(current, draft, now),
      counts: nothingCounted(levelsOf(current, draft ?? current)),
      startedAt: now,
      startedBy: requestId,
      finishedAt: null,
      cursor: null,
      dueAt: now,
    };
    if (known) await transaction.tierForecasts.replace(next);
    else await transaction.tierForecasts.insert(next);
  });
  return { kind };
}
