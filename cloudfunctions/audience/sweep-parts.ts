import { MINUTE_MS } from '../../contracts/primitives/time';
import { lookBehindFacts } from '../kit/facts/look-behind-facts';
import { dueBy, type SweepPart } from '../kit/host/sweep-part';
import { dayOfAudienceAudit, nextAudienceAuditAt, reconcileAudience } from './clock/reconcile-audience';
import { isBuilt } from './features/build-features';
import { AUDIENCE_CONSUMER, keepFeatures } from './features/keep-features';
import { keepSegments } from './segments/keep-segments';
import { lookAtSegments } from './segments/look-at-segments';

export const audienceParts: readonly SweepPart[] = [
  {
    name: 'audience_features',
    every: MINUTE_MS,
    budgetMs: 5_000,
    sources: [
      lookBehindFacts(AUDIENCE_CONSUMER),
      dueBy('features', 'refreshAt'),
      {
        collection: 'audienceStates',
        earliest: async ({ store, now }) => (isBuilt(await store.audienceStates.get('state')) ? null : now),
      },
    ],
    run: keepFeatures,
  },
  {
    name: 'audience_segments',
    every: MINUTE_MS,
    budgetMs: 5_000,
    sources: lookAtSegments,
    run: keepSegments,
  },
];

/** The nightly comparison of features and facts. */
export const audienceAudit: SweepPart = {
  name: 'audience_audit',
  every: MINUTE_MS,
  budgetMs: 1_000,
  sources: [
    {
      collection: 'audienceAudits',
      earliest: async ({ store, now }) =>
        nextAudienceAuditAt(now, await store.audienceAudits.get(dayOfAudienceAudit(now))),
    },
  ],
  run: reconcileAudience,
};
