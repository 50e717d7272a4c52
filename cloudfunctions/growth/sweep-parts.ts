import { addMs, MINUTE_MS, type Instant } from '../../contracts/primitives/time';
import { READABLE_AFTER_MS } from '../kit/facts/fold-facts';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { keepTiers } from './clock/keep-tiers';
import { dayOfGrowthAudit, nextGrowthAuditAt, reconcileGrowth } from './clock/reconcile-growth';
import { countForecasts } from './forecast/count-forecasts';
import { giveGifts } from './gifts/give-gifts';
import { GROWTH_CONSUMER } from './ledger/fold-growth';
import { NOT_FOLDED } from './ledger/read-facts-aside';
import { CURRENT_RULE, readGrowthRule } from './ledger/read-rules';
import { startOf } from './rules/standing';
import type { DocumentOf } from '../kit/store/schema';
import { CURRENT_RULE as POINTS_RULE } from '../points/book/read-rule';
import { tellCharter } from './charter/tell-charter';

const readable = (at: Instant | null): Instant | null => at && addMs(at, READABLE_AFTER_MS);

/** Not everybody is evaluated by the current one, or what is announced takes its place. */
const firstOf = (current: DocumentOf<'growthRules'> | null): Instant | null =>
  current && (current.dueAt ?? (current.next && startOf(current.next)));

const newFacts = lookBehindFacts(GROWTH_CONSUMER);

export const growthParts: readonly SweepPart[] = [
  {
    name: 'growth',
    every: MINUTE_MS,
    budgetMs: 8_000,
    sources: [
      {
        ...newFacts,
        /** Without tiers facts wait: who has tiers later finds what was bought before. */
        earliest: async (call, position) => {
          const readableAt = await newFacts.earliest(call, position);
          return readableAt !== null && (await readGrowthRule(call.store, call.now)) !== null
            ? readableAt
            : null;
        },
      },
      dueBy('tierStates', 'nextDueAt', { afterMs: READABLE_AFTER_MS }),
      dueBy('quarantine', 'nextAt', { where: { trouble: NOT_FOLDED } }),
      {
        collection: 'growthRules',
        earliest: async ({ store }) => readable(firstOf(await store.growthRules.get(CURRENT_RULE))),
      },
    ],
    run: keepTiers,
  },
  {
    name: 'growth_gifts',
    every: MINUTE_MS,
    budgetMs: 5_000,
    sources: [dueBy('tierStates', 'owedSince', { where: { mergedInto: null } })],
    run: giveGifts,
  },
  {
    name: 'tier_forecasts',
    every: MINUTE_MS,
    budgetMs: 2_000,
    sources: [dueBy('tierForecasts', 'dueAt')],
    run: countForecasts,
  },
  {
    name: 'charter_notices',
    every: MINUTE_MS,
    budgetMs: 3_000,
    sources: [
      dueBy('charterChanges', 'dueAt'),
      {
        collection: 'pointsRules',
        earliest: async ({ store }) => (await store.pointsRules.get(POINTS_RULE))?.dueAt ?? null,
      },
    ],
    run: tellCharter,
  },
];

/** The nightly comparison of tiers and entries. */
export const growthAudit: SweepPart = {
  name: 'growth_audit',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    {
      collection: 'growthAudits',
      earliest: async ({ store, now }) =>
        (await store.growthAudits.get(dayOfGrowthAudit(now)))?.finishedAt ? nextGrowthAuditAt(now) : now,
    },
  ],
  run: reconcileGrowth,
};
