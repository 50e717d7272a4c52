import type { ForecastKind } from '../../../contracts/growth/forecast';
import type { GiftPacks, GrowthRule } from '../../../contracts/growth/growth-rule';
import { refuse } from '../../../contracts/errors';
import { endOfChinaDay, type Instant } from '../../../contracts/primitives/time';
import type { ReadCall, WriteCall } from '../../kit/host/call';
import { readGiftPacks } from '../gifts/read-gift-packs';
import { CURRENT_RULE, inForce } from '../ledger/read-rules';
import { earliestStart } from '../../points/rules/announced';
import { differenceOf } from '../rules/charter';
import { nothingCounted, levelsOf } from '../rules/forecast-counts';
import { identified } from '../rules/tier-place';

/** When a draft would hold if it were published now. */
export const draftHoldsAt = (
  current: GrowthRule,
  draft: GrowthRule & { giftPacks: GiftPacks },
  { now, settings }: Pick<ReadCall<'operator'>, 'now' | 'settings'>,
): Instant => {
  const { added, removed } = differenceOf(current, identified(draft, current));
  return added.length + removed.length === 0 ? now : earliestStart(now, settings.messageRules.quietHours);
};

/**
 * Begins to count, exactly and in the background, who would be in which tier: under a draft, or tonight. One of each kind at a time, the
 * latest. @throws TuankaError growth_no_tiers
 */
export async function beginForecast(
  call: WriteCall<'operator'>,
  { draft }: { draft: GrowthRule | null },
): Promise<{ kind: ForecastKind }> {
  const { store, now, requestId } = call;
  const kind: ForecastKind = draft === null ? 'tonight' : 'draft';
  const current = await store.growthRules.get(CURRENT_RULE);
  if (!current) throw refuse('growth_no_tiers');
  const rule = inForce(current, now);
  const giftPacks = await readGiftPacks(store, draft?.gifts ?? []);
  const midnight = endOfChinaDay(now);
  const tonights = inForce(current, midnight);
  await store.transact(async (transaction) => {
    const known = await transaction.tierForecasts.get(kind);
    if (known?.startedBy === requestId) return;
    const next = {
      _id: kind,
      kind,
      draft,
      at: draft === null ? midnight : draftHoldsAt(rule, { ...draft, giftPacks }, call),
      counts: nothingCounted(levelsOf(rule, draft ?? tonights)),
      // A rule that nobody is evaluated by yet moves also who is not due.
      everybody: draft !== null || current.dueAt !== null || tonights.version !== rule.version,
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
